//! Screens: told by their kind.

use super::{Editable, Spot, invalid, refused};
use crate::domain::Domain;
use crate::domain::devices::graphics::Graphics;
use crate::fill::Result;
use vireo_xml::Union;

impl Editable for Graphics {
    const NAME: &'static str = "graphics";

    fn update(self, dom: &mut Domain) -> Result {
        let kind = self.variant();
        match dom.devices.graphics.iter_mut().find(|one| one.variant() == kind) {
            Some(one) => {
                *one = self;
                Ok(())
            }
            None => Err(invalid(format!(
                "cannot find existing graphics type '{}' device to modify",
                self.descriptor().variants[kind].0
            ))),
        }
    }

    fn find(&self, _dom: &Domain) -> Result<Spot> {
        Err(refused("detach", Self::NAME))
    }
}
