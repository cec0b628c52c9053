dateline("events-0",[["Attack in Raqqa","e/2015-11-15-attack-in-raqqa.html","15 November 2015",""]])
