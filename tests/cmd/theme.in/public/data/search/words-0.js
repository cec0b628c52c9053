dateline("words-0",{"attack":[0],"bombed":[0],"in":[0],"jets":[0],"on":[0],"raqqa":[0],"sunday":[0]})
