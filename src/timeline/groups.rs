//! Reports in groups that have nothing to do with each other, so that they can be joined in parallel.
//!
//! Two reports that share a key are in one group. Not here: which reports of a group speak of one event (`merge`).

use super::maker::Member;
use rustc_hash::FxHashMap;

/// Reports, group by group.
pub(super) struct Groups {
    members: Vec<Member>,
    /// Where each group ends.
    ends: Vec<usize>,
}

impl Groups {
    /// The groups of `members`, by their first reports; within a group the order stays.
    pub(super) fn new(members: Vec<Member>) -> Self {
        let roots = roots(&members);
        let mut sizes = vec![0; members.len()];
        roots.iter().for_each(|root| sizes[*root] += 1);
        let mut starts = vec![0; members.len()];
        let mut ends = Vec::new();
        let mut end = 0;
        for (root, size) in sizes.into_iter().enumerate().filter(|(_, size)| *size > 0) {
            starts[root] = end;
            end += size;
            ends.push(end);
        }
        let mut numbers = vec![0; members.len()];
        for (number, root) in roots.into_iter().enumerate() {
            numbers[starts[root]] = number;
            starts[root] += 1;
        }
        let mut members: Vec<Option<Member>> = members.into_iter().map(Some).collect();
        let members = numbers.into_iter().filter_map(|number| members[number].take()).collect();
        Groups { members, ends }
    }

    /// How many groups there are.
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The reports of a group.
    pub(super) fn members(&self, group: usize) -> &[Member] {
        &self.members[self.start(group)..self.ends[group]]
    }

    fn start(&self, group: usize) -> usize {
        if group == 0 { 0 } else { self.ends[group - 1] }
    }
}

/// For each report the first one of its group (disjoint sets; the smaller index becomes the root, so the result does not depend on hashes).
fn roots(members: &[Member]) -> Vec<usize> {
    let mut parents: Vec<usize> = (0..members.len()).collect();
    let mut holders: FxHashMap<u64, usize> = FxHashMap::default();
    for (at, member) in members.iter().enumerate() {
        for key in &member.report.keys {
            let holder = *holders.entry(*key).or_insert(at);
            let (a, b) = (root(&mut parents, holder), root(&mut parents, at));
            parents[a.max(b)] = a.min(b);
        }
    }
    (0..members.len()).map(|at| root(&mut parents, at)).collect()
}

fn root(parents: &mut [usize], mut at: usize) -> usize {
    while parents[at] != at {
        parents[at] = parents[parents[at]];
        at = parents[at];
    }
    at
}
