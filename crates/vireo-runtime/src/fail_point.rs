//! Named places where a test makes the daemon die.
//!
//! With the feature `fail-points`, the variable `VIREO_FAIL_POINT=name[:N]` aborts the process the
//! Nth time (the first, without N) that it passes the point of this name. Without the feature the
//! points are nothing.

/// Passes a fail point. The process may end here when the feature `fail-points` is on.
#[cfg(feature = "fail-points")]
pub fn fail_point(name: &str) {
    imp::POINT.pass(name);
}

/// Passes a fail point: nothing, without the feature `fail-points`.
#[cfg(not(feature = "fail-points"))]
#[inline(always)]
pub fn fail_point(_name: &str) {}

/// Passes the fail point `operation.step` or `operation.step.done`.
pub(crate) fn fail_point_step(operation: &str, step: &str, done: bool) {
    if cfg!(feature = "fail-points") {
        let suffix = if done { ".done" } else { "" };
        fail_point(&format!("{operation}.{step}{suffix}"));
    }
}

#[cfg(any(test, feature = "fail-points"))]
mod imp {
    use std::sync::atomic::{AtomicU64, Ordering};

    /// The point that the environment names, and how often it may still be passed.
    pub struct Armed {
        name: String,
        left: AtomicU64,
    }

    /// The point of this process, if it has one.
    #[derive(Default)]
    pub struct Point(Option<Armed>);

    #[cfg(feature = "fail-points")]
    pub static POINT: std::sync::LazyLock<Point> = std::sync::LazyLock::new(|| {
        std::env::var("VIREO_FAIL_POINT").map(|text| Point::parse(&text)).unwrap_or_default()
    });

    impl Point {
        /// Reads `name[:N]`.
        pub fn parse(text: &str) -> Self {
            let (name, count) = match text.rsplit_once(':') {
                Some((name, count)) => match count.parse() {
                    Ok(count) => (name, count),
                    Err(_) => (text, 1),
                },
                None => (text, 1),
            };
            Self(Some(Armed { name: name.to_owned(), left: AtomicU64::new(count) }))
        }

        /// Whether this is the pass to die at.
        pub fn fires(&self, name: &str) -> bool {
            match &self.0 {
                Some(armed) if armed.name == name => {
                    armed.left.fetch_sub(1, Ordering::Relaxed) == 1
                }
                Some(_) | None => false,
            }
        }

        /// Dies, if this is the pass to die at.
        #[cfg(feature = "fail-points")]
        pub fn pass(&self, name: &str) {
            if self.fires(name) {
                eprintln!("fail point {name}: aborting");
                std::process::abort();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::imp::Point;

    #[test]
    fn fires_at_the_nth_pass_of_its_name() {
        let point = Point::parse("start.spawn:2");
        assert!(!point.fires("start.label"));
        assert!(!point.fires("start.spawn"));
        assert!(point.fires("start.spawn"));
        assert!(!point.fires("start.spawn"));
        assert!(Point::parse("start.spawn").fires("start.spawn"));
        assert!(!Point::default().fires("start.spawn"));
    }
}

#[cfg(all(test, feature = "fail-points"))]
mod process_tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Command;

    /// The process of the test below, which runs this as a program of its own.
    #[test]
    #[ignore = "run by the test beside it"]
    fn victim() {
        super::fail_point("test.point");
        super::fail_point("test.point");
        println!("survived");
    }

    #[test]
    fn the_process_dies_at_its_point() {
        let run = |point: &str| {
            let this = std::env::current_exe().unwrap();
            Command::new(this)
                .args(["--ignored", "--exact", "fail_point::process_tests::victim", "--nocapture"])
                .env("VIREO_FAIL_POINT", point)
                .output()
                .unwrap()
        };
        const SIGABRT: i32 = 6;
        assert_eq!(run("test.point:2").status.signal(), Some(SIGABRT));
        let spared = run("other.point");
        assert!(spared.status.success());
        assert!(String::from_utf8_lossy(&spared.stdout).contains("survived"));
    }
}
