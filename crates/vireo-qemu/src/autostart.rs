//! Guests that start with the host.

use std::time::Duration;

use vireo_runtime::autostart;

use crate::driver::QemuDriver;
use crate::process::start::{self, StartOptions};

/// Starts what is to start with the host, once a boot.
pub async fn run(driver: &QemuDriver) {
    match autostart::begin(&driver.layout.autostarted_mark()) {
        Ok(true) => {}
        Ok(false) => return,
        Err(error) => tracing::warn!(%error, "autostart goes on without its mark"),
    }
    let delay = Duration::from_millis(u64::from(driver.config.auto_start_delay));
    for (number, due) in autostart::due(&driver.registry).into_iter().enumerate() {
        if number > 0 && !delay.is_zero() {
            tokio::time::sleep(delay).await;
        }
        let name = due.domain.name();
        let bypass_cache = driver.config.auto_start_bypass_cache;
        let options = StartOptions { bypass_cache, ..StartOptions::default() };
        let started = start::start(driver, &due.domain, options, "virDomainCreate");
        match started.await {
            Ok(()) => tracing::info!(guest = %name, "started with the host"),
            Err(error) => tracing::error!(guest = %name, %error, "Failed to autostart VM"),
        }
        if due.once {
            let cleared = driver.store.set_autostart(&name, true, false).await;
            due.domain.update(|view| view.autostart_once = false);
            if let Err(error) = cleared {
                tracing::warn!(guest = %name, %error, "autostart once stays");
            }
        }
    }
}
