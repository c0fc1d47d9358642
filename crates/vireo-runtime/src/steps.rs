//! Long operations as tables of steps, each with its undo.
//!
//! ```text
//!   do 0 ── do 1 ── do 2 ── … ── do n     success
//!            │       ✗ fails: it cleans up after itself
//!   undo 0 ◄─┴ undo 1                     failure: the done ones are undone, the last first;
//!                                         the first error is the operation's, later ones are logged
//! ```
//!
//! Before a step begins, its name is recorded as the operation's phase, so that a daemon that was
//! killed knows how far it came. Each step passes the fail points `operation.step` before and
//! `operation.step.done` after its work.

use std::fmt;

use tracing::{debug, warn};

pub use crate::ledger::BoxFuture;

use crate::fail_point::fail_point_step;

/// What a step does or undoes, in a context `C`.
pub type Action<C, E> = for<'a> fn(&'a mut C) -> BoxFuture<'a, Result<(), E>>;

/// One step of an operation.
pub struct Step<C, E> {
    /// Its name: recorded, logged, and the name of its fail points.
    pub name: &'static str,
    /// What it does. When it fails it leaves nothing of its own behind.
    pub run: Action<C, E>,
    /// What takes it back, once it was done. `None` where there is nothing to take back.
    pub undo: Option<Action<C, E>>,
}

impl<C, E> Step<C, E> {
    /// A step that leaves nothing to take back.
    pub const fn new(name: &'static str, run: Action<C, E>) -> Self {
        Self { name, run, undo: None }
    }

    /// The same step with what takes it back.
    #[must_use]
    pub const fn undo(mut self, undo: Action<C, E>) -> Self {
        self.undo = Some(undo);
        self
    }
}

/// Declares an operation as a table: a name for each step, the async function that does it, and
/// the one that takes it back. All take `&mut` context and give `Result<(), error>`.
///
/// ```
/// # type Start = Vec<u8>;
/// async fn reserve_ports(start: &mut Start) -> Result<(), String> { start.push(1); Ok(()) }
/// async fn free_ports(start: &mut Start) -> Result<(), String> { start.pop(); Ok(()) }
/// async fn spawn(start: &mut Start) -> Result<(), String> { Ok(()) }
///
/// vireo_runtime::operation! {
///     /// Starts a domain.
///     static START: Start, String = "start" {
///         "ports": reserve_ports, undo free_ports;
///         "spawn": spawn;
///     }
/// }
/// ```
#[macro_export]
macro_rules! operation {
    ($(#[$meta:meta])* $vis:vis static $name:ident: $context:ty, $error:ty = $operation:literal {
        $($step:literal: $run:path $(, undo $undo:path)?;)+
    }) => {
        $(#[$meta])*
        $vis static $name: $crate::steps::Operation<$context, $error> =
            $crate::steps::Operation::new($operation, &[
                $($crate::steps::Step::new($step, |context: &mut $context| Box::pin($run(context)))
                    $(.undo(|context: &mut $context| Box::pin($undo(context))))?,)+
            ]);
    };
}

/// Keeps the phase of an operation where a restarted daemon finds it.
pub trait Recorder<C, E>: Send {
    /// The operation is about to begin a step.
    fn record<'a>(
        &'a mut self,
        context: &'a mut C,
        step: &'static str,
    ) -> BoxFuture<'a, Result<(), E>>;
}

/// Records nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Unrecorded;

impl<C: Send, E: Send + 'static> Recorder<C, E> for Unrecorded {
    fn record<'a>(&'a mut self, _: &'a mut C, _: &'static str) -> BoxFuture<'a, Result<(), E>> {
        Box::pin(std::future::ready(Ok(())))
    }
}

/// A long operation: its name and its steps.
pub struct Operation<C: 'static, E: 'static> {
    /// Its name: logged, and the first part of its fail points.
    pub name: &'static str,
    /// Its steps, in order.
    pub steps: &'static [Step<C, E>],
}

impl<C, E> Clone for Operation<C, E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<C, E> Copy for Operation<C, E> {}

impl<C: Send, E: fmt::Display + Send> Operation<C, E> {
    /// An operation of these steps.
    pub const fn new(name: &'static str, steps: &'static [Step<C, E>]) -> Self {
        Self { name, steps }
    }

    /// Runs all steps; when one fails, undoes those before it.
    ///
    /// # Errors
    /// That of the first step that failed.
    pub async fn run(&self, context: &mut C) -> Result<(), E>
    where
        E: 'static,
    {
        self.run_recorded(context, &mut Unrecorded).await
    }

    /// As [`Operation::run`], with each step recorded before it begins.
    ///
    /// # Errors
    /// That of the first step or record that failed.
    pub async fn run_recorded(
        &self,
        context: &mut C,
        recorder: &mut dyn Recorder<C, E>,
    ) -> Result<(), E> {
        self.run_until(context, recorder, None).await
    }

    /// Runs the steps before number `stop.0` and then fails with `stop.1`.
    async fn run_until(
        &self,
        context: &mut C,
        recorder: &mut dyn Recorder<C, E>,
        mut stop: Option<(usize, E)>,
    ) -> Result<(), E> {
        for (number, step) in self.steps.iter().enumerate() {
            let result = match stop.take_if(|(at, _)| *at == number) {
                Some((_, error)) => Err(error),
                None => self.run_step(step, context, recorder).await,
            };
            if let Err(error) = result {
                debug!(operation = self.name, step = step.name, %error, "step failed, unwinding");
                self.unwind(number, context).await;
                return Err(error);
            }
        }
        if let Some((_, error)) = stop {
            self.unwind(self.steps.len(), context).await;
            return Err(error);
        }
        Ok(())
    }

    async fn run_step(
        &self,
        step: &Step<C, E>,
        context: &mut C,
        recorder: &mut dyn Recorder<C, E>,
    ) -> Result<(), E> {
        recorder.record(context, step.name).await?;
        fail_point_step(self.name, step.name, false);
        (step.run)(context).await?;
        fail_point_step(self.name, step.name, true);
        Ok(())
    }

    /// Undoes the first `done` steps, the last of them first. Errors are logged, all is tried.
    ///
    /// For a restarted daemon too, which knows from the recorded phase how many steps were begun;
    /// the undo of a step that was begun and not done must bear that.
    pub async fn unwind(&self, done: usize, context: &mut C) {
        for step in self.steps[..done].iter().rev() {
            let Some(undo) = step.undo else { continue };
            if let Err(error) = undo(context).await {
                warn!(operation = self.name, step = step.name, %error, "could not be undone");
            }
        }
    }

    /// The number of the step with this name.
    pub fn position(&self, step: &str) -> Option<usize> {
        self.steps.iter().position(|one| one.name == step)
    }
}

/// Fails an operation at every step, once each, in a fresh context, and lets `check` look at what
/// is left of it: the test that every operation has to pass.
///
/// `check` gets the name of the step that was not done (`"(end)"` when all were, and the failure
/// came after them) and the context.
///
/// # Panics
/// When the operation does not fail with the error that it was made to fail with.
pub async fn fail_at_every_step<C: Send, E: fmt::Display + Send + 'static>(
    operation: Operation<C, E>,
    mut context: impl AsyncFnMut() -> C,
    mut failure: impl FnMut() -> E,
    mut check: impl AsyncFnMut(&'static str, C),
) {
    for number in 0..=operation.steps.len() {
        let name = operation.steps.get(number).map_or("(end)", |step| step.name);
        let error = failure();
        let wanted = error.to_string();
        let mut context = context().await;
        match operation.run_until(&mut context, &mut Unrecorded, Some((number, error))).await {
            Ok(()) => panic!("{}: went on after failing at {name}", operation.name),
            Err(error) => assert_eq!(error.to_string(), wanted, "{}: {name}", operation.name),
        }
        check(name, context).await;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct House {
        built: Vec<&'static str>,
        recorded: Vec<&'static str>,
        bad_roof: bool,
    }

    async fn ground(house: &mut House) -> Result<(), String> {
        house.built.push("ground");
        Ok(())
    }

    async fn look(_: &mut House) -> Result<(), String> {
        Ok(())
    }

    async fn walls(house: &mut House) -> Result<(), String> {
        house.built.push("walls");
        Ok(())
    }

    async fn roof(house: &mut House) -> Result<(), String> {
        if house.bad_roof {
            return Err("the roof fell in".to_owned());
        }
        house.built.push("roof");
        Ok(())
    }

    fn tear_down(house: &mut House, part: &'static str) -> Result<(), String> {
        match house.built.pop() {
            Some(last) if last == part => Ok(()),
            other => Err(format!("{part} is not on top: {other:?}")),
        }
    }

    async fn no_ground(house: &mut House) -> Result<(), String> {
        tear_down(house, "ground")
    }

    async fn no_walls(house: &mut House) -> Result<(), String> {
        tear_down(house, "walls")
    }

    async fn no_roof(house: &mut House) -> Result<(), String> {
        tear_down(house, "roof")
    }

    operation! {
        static BUILD: House, String = "build" {
            "ground": ground, undo no_ground;
            "look": look;
            "walls": walls, undo no_walls;
            "roof": roof, undo no_roof;
        }
    }

    struct Keep;
    impl Recorder<House, String> for Keep {
        fn record<'a>(
            &'a mut self,
            house: &'a mut House,
            step: &'static str,
        ) -> BoxFuture<'a, Result<(), String>> {
            Box::pin(async move {
                house.recorded.push(step);
                Ok(())
            })
        }
    }

    #[tokio::test]
    async fn success_keeps_everything() {
        let mut house = House::default();
        BUILD.run_recorded(&mut house, &mut Keep).await.unwrap();
        assert_eq!(house.built, ["ground", "walls", "roof"]);
        assert_eq!(house.recorded, ["ground", "look", "walls", "roof"]);
    }

    #[tokio::test]
    async fn the_first_error_wins_and_nothing_is_left() {
        let mut house = House { bad_roof: true, ..House::default() };
        assert_eq!(BUILD.run(&mut house).await.unwrap_err(), "the roof fell in");
        assert!(house.built.is_empty());

        fail_at_every_step(
            BUILD,
            async || House::default(),
            || "storm".to_owned(),
            async |step, house| assert!(house.built.is_empty(), "{step}: {:?} left", house.built),
        )
        .await;
    }

    #[tokio::test]
    async fn a_restarted_daemon_unwinds_by_the_phase() {
        let mut house = House { built: vec!["ground", "walls"], ..House::default() };
        let begun = BUILD.position("walls").unwrap();
        BUILD.unwind(begun + 1, &mut house).await;
        assert!(house.built.is_empty());
    }
}
