//! `vireod`: a virtualization daemon for libvirt's clients.

mod drivers;
mod run;

use std::process::ExitCode;

use vireo_server::options::{self, Request, help};
use vireo_server::start::{background, check, places::Places};

fn main() -> ExitCode {
    let mut args = std::env::args_os();
    let program = args.next().map_or_else(|| "vireod".into(), |p| p.to_string_lossy().into_owned());
    let mut options = match options::parse(args) {
        Ok(Request::Run(options)) => options,
        Ok(Request::Help) => {
            print!("{}", help(&program));
            return ExitCode::SUCCESS;
        }
        Ok(Request::Version) => {
            println!("vireod (Vireo) {}, libvirt 11.3.0", env!("CARGO_PKG_VERSION"));
            return ExitCode::SUCCESS;
        }
        Err(error) => {
            eprintln!("{program}: {error}");
            if error.shows_help() {
                eprint!("{}", help(&program));
            }
            return ExitCode::FAILURE;
        }
    };
    // The background has another working directory.
    for path in [&mut options.config, &mut options.pid_file, &mut options.root] {
        *path = path.take().map(|p| std::path::absolute(&p).unwrap_or(p));
    }
    let places = match Places::new(&options, rustix::process::geteuid().as_raw()) {
        Ok(places) => places,
        Err(why) => {
            eprintln!("{program}: {why}");
            return ExitCode::FAILURE;
        }
    };
    if options.check_config {
        let (sound, report) = check::check(&places, options.config.as_deref());
        print!("{report}");
        return if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE };
    }
    if options.daemon && !background::is_child() {
        return background::start().unwrap_or_else(|error| {
            eprintln!("{program}: cannot go to the background: {error}");
            ExitCode::FAILURE
        });
    }
    run::run(&options, &places)
}
