//! Guests that end with the connection that started them.

use vireo_api::ConnectionId;
use vireo_runtime::close::OnClose;

use crate::driver::QemuDriver;
use crate::live::Ending;
use crate::migration::held;

/// Ends what was tied to a connection. Does not wait for it.
pub fn connection_closed(driver: &QemuDriver, connection: ConnectionId) {
    for (uuid, action) in driver.close.closed(connection) {
        match action {
            OnClose::Destroy => {}
            OnClose::EndMigration => {
                if let Some(guest) = driver.registry.by_uuid(&uuid) {
                    held::connection_closed(driver, &guest, connection);
                }
                continue;
            }
        }
        let Some(guest) = driver.registry.by_uuid(&uuid) else { continue };
        let Ok(run) = driver.run_of(&guest) else { continue };
        tokio::spawn(async move {
            if let Err(error) = run.end(Ending::DESTROYED, false).await {
                tracing::error!(guest = %run.guest.name(), %error, "autodestroy");
            }
        });
    }
}
