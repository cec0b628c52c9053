//! Whether the site's `base_url` is the address at which GitHub Pages will serve it.
//!
//! The rules are GitHub's: `https://owner.github.io/` for a repository of that name, `https://owner.github.io/repository/` for any other, and
//! the domain in `CNAME` before either. Not here: other hosts, whose addresses no remote tells.

use crate::config::BaseUrl;

/// A repository on GitHub, read from the address of a remote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosting {
    owner: String,
    repository: String,
}

impl Hosting {
    /// Reads `https://github.com/owner/repository.git`, `git@github.com:owner/repository` and the like; `None` for any other host.
    pub fn of(remote: &str) -> Option<Self> {
        let rest = match remote.split_once("://") {
            Some((_, rest)) => rest.to_owned(),
            None => remote.replacen(':', "/", 1),
        };
        let (host, path) = rest.split_once('/')?;
        let host = host.rsplit_once('@').map_or(host, |(_, host)| host);
        let host = host.split(':').next()?.to_ascii_lowercase();
        if !matches!(host.as_str(), "github.com" | "www.github.com" | "ssh.github.com") {
            return None;
        }
        let (owner, repository) = path.trim_matches('/').split_once('/')?;
        let repository = repository.strip_suffix(".git").unwrap_or(repository);
        let is_name = |name: &str| !name.is_empty() && !name.contains('/');
        (is_name(owner) && is_name(repository))
            .then(|| Hosting { owner: owner.to_ascii_lowercase(), repository: repository.to_owned() })
    }

    /// Where GitHub Pages serves it: at the repository's own domain, if it has one.
    pub fn address(&self, domain: Option<&str>) -> String {
        let host = format!("{}.github.io", self.owner);
        match domain {
            Some(domain) => format!("https://{}/", domain.trim().to_ascii_lowercase()),
            None if self.repository.eq_ignore_ascii_case(&host) => format!("https://{host}/"),
            None => format!("https://{host}/{}/", self.repository),
        }
    }
}

/// What is wrong with `base_url`, in a sentence; `None` where it fits or nobody can say.
pub fn address_fault(base_url: &BaseUrl, hosting: &Hosting, domain: Option<&str>) -> Option<String> {
    let served = hosting.address(domain);
    let written = format!("{}{}", base_url.origin, base_url.path);
    let bare = |address: &str| address.split_once("://").map_or(address, |(_, rest)| rest).to_ascii_lowercase();
    if base_url.origin.is_empty() || bare(&written) == bare(&served) {
        return None;
    }
    let fits_github = base_url.origin.to_ascii_lowercase().ends_with(".github.io");
    let advice = match domain {
        Some(domain) => format!("the branch's CNAME says {}", domain.trim()),
        None if fits_github => "that is what the remote's name says".to_owned(),
        None => "for a domain of your own, set it in the repository's settings under Pages".to_owned(),
    };
    Some(format!("base_url is {written}, but GitHub Pages will serve the site at {served}; {advice}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(remote: &str) -> Option<String> {
        Hosting::of(remote).map(|hosting| hosting.address(None))
    }

    #[test]
    fn the_remote_tells_the_address() {
        let project = Some("https://octo.github.io/Time-Line/".to_owned());
        for remote in [
            "https://github.com/octo/Time-Line.git",
            "https://GitHub.com/Octo/Time-Line/",
            "git@github.com:octo/Time-Line.git",
            "ssh://git@github.com/octo/Time-Line",
            "ssh://git@ssh.github.com:443/octo/Time-Line.git",
        ] {
            assert_eq!(address(remote), project, "{remote}");
        }
        assert_eq!(address("git@github.com:octo/octo.github.io.git").as_deref(), Some("https://octo.github.io/"));
        for remote in [
            "/srv/git/site.git",
            "https://gitlab.com/a/b",
            "https://github.com/a",
            "https://github.com.evil.org/a/b",
            "",
        ] {
            assert_eq!(address(remote), None, "{remote}");
        }
    }

    #[test]
    fn a_base_url_that_does_not_fit_is_told() {
        let hosting = Hosting::of("git@github.com:octo/raqqa").unwrap();
        let fault = |url: &str, domain| address_fault(&url.parse().unwrap(), &hosting, domain);
        assert_eq!(fault("https://octo.github.io/raqqa", None), None);
        assert_eq!(fault("https://Timeline.org/", Some("timeline.org\n")), None);
        assert_eq!(address_fault(&BaseUrl::default(), &hosting, None), None, "without one, nothing is claimed");
        assert!(fault("https://octo.github.io/", None).unwrap().contains("https://octo.github.io/raqqa/"));
        assert!(
            fault("https://octo.github.io/raqqa/", Some("timeline.org")).unwrap().contains("CNAME says timeline.org")
        );
        assert!(fault("https://timeline.org/", None).unwrap().contains("settings under Pages"));
    }
}
