use std::sync::Mutex as StdMutex;

use proptest::prelude::*;
use tokio::time::{sleep, timeout};

use super::*;
use crate::job::admission::tests::{Job, conflicts, request};

fn tracker() -> Arc<JobTracker> {
    JobTracker::new(JobLimits::default())
}

/// REQ: E-06: the failure names the holder, since when, and from which function.
#[tokio::test(start_paused = true)]
async fn a_bounded_wait_names_the_holder() {
    let jobs = tracker();
    let held = jobs.begin(SyncJob::Modify, "virDomainSetMemory").await.unwrap();
    sleep(Duration::from_secs(5)).await;
    let began = Instant::now();
    let error = jobs.begin(SyncJob::Suspend, "virDomainSuspend").await.unwrap_err();
    assert_eq!(began.elapsed(), Duration::from_secs(30));
    let error = vireo_api::Error::from(error);
    assert_eq!(error.code(), vireo_api::ErrorCode::OperationTimeout);
    assert_eq!(
        error.message(),
        "Timed out during operation: cannot acquire state change lock (held by \
         monitor=remoteDispatchDomainSetMemory): modify job running for 35s, waited 30s"
    );
    assert_eq!(jobs.info().queued, 0);
    held.end();
    let _ = jobs.begin(SyncJob::Suspend, "virDomainSuspend").await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn the_agent_and_the_long_job_are_named_too() {
    let jobs = tracker();
    let _agent = jobs.begin_agent(AgentJob::Modify, "virDomainFSFreeze").await.unwrap();
    let text = jobs.begin_agent(AgentJob::Query, "x").await.unwrap_err().to_string();
    assert!(text.contains("(held by agent=remoteDispatchDomainFSFreeze): agent modify"), "{text}");

    let save = jobs.begin_async(AsyncJob::Save, "virDomainSave").await.unwrap();
    let text = jobs.begin(SyncJob::Modify, "x").await.unwrap_err().to_string();
    assert!(text.contains("(held by monitor=remoteDispatchDomainSave): async save"), "{text}");
    let _nested = save.nested("virDomainSave").await.unwrap();
    let text = jobs.begin(SyncJob::Query, "x").await.unwrap_err().to_string();
    assert!(text.contains("(held by monitor=remoteDispatchDomainSave): async save"), "{text}");
}

#[tokio::test(start_paused = true)]
async fn first_come_first_served_but_destroy_before_all() {
    let jobs = tracker();
    let held = jobs.begin(SyncJob::Modify, "holder").await.unwrap();
    let order = Arc::new(StdMutex::new(Vec::new()));
    let mut tasks = Vec::new();
    for (kind, api) in [
        (SyncJob::Modify, "one"),
        (SyncJob::Query, "two"),
        (SyncJob::Destroy, "destroy"),
        (SyncJob::Modify, "three"),
    ] {
        let (jobs, order) = (Arc::clone(&jobs), Arc::clone(&order));
        tasks.push(tokio::spawn(async move {
            let token = jobs.begin(kind, api).await.unwrap();
            order.lock().unwrap().push(api);
            sleep(Duration::from_secs(1)).await;
            drop(token);
        }));
        tokio::task::yield_now().await;
    }
    assert_eq!(jobs.info().queued, 4);
    held.end();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(*order.lock().unwrap(), ["destroy", "one", "two", "three"]);
}

#[tokio::test(start_paused = true)]
async fn a_mask_opened_later_lets_the_waiting_in() {
    let jobs = tracker();
    let start = jobs.begin_async(AsyncJob::Start, "virDomainCreate").await.unwrap();
    let waiter = tokio::spawn({
        let jobs = Arc::clone(&jobs);
        async move { jobs.begin(SyncJob::Suspend, "virDomainSuspend").await }
    });
    tokio::task::yield_now().await;
    assert_eq!(jobs.info().queued, 1);
    start.set_mask(Mask::DEFAULT.with(SyncJob::Suspend));
    let _token = waiter.await.unwrap().unwrap();
    assert_eq!(start.kind(), AsyncJob::Start);
    start.set_api("virDomainMigratePerform3");
    assert_eq!(jobs.info().asynchronous.unwrap().2.api, "virDomainMigratePerform3");
}

#[tokio::test(start_paused = true)]
async fn a_step_that_waits_when_its_long_job_ends_is_refused() {
    let jobs = tracker();
    let save = jobs.begin_async(AsyncJob::Save, "virDomainSave").await.unwrap();
    let query = jobs.begin(SyncJob::Query, "virDomainBlockStats").await.unwrap();
    {
        let step = save.nested("virDomainSave");
        tokio::pin!(step);
        assert!(timeout(Duration::from_secs(1), &mut step).await.is_err());
    }
    assert_eq!(jobs.info().queued, 0);
    save.end();
    let error = jobs.acquire(Request::Nested, "x").await.unwrap_err();
    assert!(matches!(error, Error::NoAsyncJob));
    query.end();
}

#[tokio::test(start_paused = true)]
async fn the_queue_can_be_limited() {
    let limits = JobLimits { wait: Duration::from_secs(3), max_queued: 1 };
    let jobs = JobTracker::new(limits);
    let _held = jobs.begin(SyncJob::Modify, "holder").await.unwrap();
    let (one, two) =
        tokio::join!(jobs.begin(SyncJob::Modify, "one"), jobs.begin(SyncJob::Modify, "two"));
    assert!(matches!(one.unwrap_err(), Error::JobTimeout(_)));
    let two = two.unwrap_err();
    assert!(matches!(two, Error::JobQueueFull));
    assert_eq!(
        vireo_api::Error::from(two).message(),
        "operation failed: cannot acquire state change lock due to max_queued limit"
    );
}

#[test]
fn without_waiting() {
    let jobs = tracker();
    let token = jobs.try_begin(SyncJob::Modify, "one").unwrap();
    assert!(jobs.try_begin(SyncJob::Query, "two").is_none());
    assert!(jobs.try_begin_async(AsyncJob::Start, "two").is_none());
    drop(token);
    let start = jobs.try_begin_async(AsyncJob::Start, "two").unwrap();
    let began = SystemTime::UNIX_EPOCH;
    start.set_started(began);
    assert_eq!(jobs.info().asynchronous.unwrap().2.started, began);
    jobs.publish_stats(JobStats::default());
    assert!(jobs.stats().is_some());
    drop(start);
    assert!(jobs.stats().is_none());
    assert_eq!(Arc::strong_count(&jobs), 1);
}

/// One who wants a job: when it comes, how long it works, when it loses patience.
#[derive(Debug, Clone)]
struct Client {
    request: Request,
    job: Job,
    arrives: u64,
    works: u64,
    patience: u64,
}

fn client() -> impl Strategy<Value = Client> {
    (request(), 0..40u64, 0..20u64, 0..60u64).prop_map(
        |((request, job), arrives, works, patience)| Client {
            request,
            job,
            arrives,
            works,
            patience,
        },
    )
}

/// Runs one client, noting in the list of running jobs when it works.
async fn run(jobs: Arc<JobTracker>, running: Arc<StdMutex<Vec<Job>>>, client: Client) {
    sleep(Duration::from_secs(client.arrives)).await;
    let acquire = jobs.acquire(client.request, "client");
    let Ok(Ok(token)) = timeout(Duration::from_secs(client.patience), acquire).await else {
        return;
    };
    {
        let mut running = running.lock().unwrap();
        for other in running.iter() {
            // Two who begin in the same instant may note it in either order.
            let conflict = conflicts(&client.job, other) && conflicts(other, &client.job);
            assert!(!conflict, "{:?} beside {other:?}", client.job);
        }
        running.push(client.job.clone());
    }
    sleep(Duration::from_secs(client.works)).await;
    let mut running = running.lock().unwrap();
    let at = running.iter().position(|job| *job == client.job).unwrap();
    running.remove(at);
    drop(token);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Whoever comes and goes, at whatever moment: conflicting jobs never run together, everybody
    /// is answered, and nothing is left behind.
    #[test]
    fn nothing_is_lost_whatever_clients_do(clients in prop::collection::vec(client(), 1..25)) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_time()
            .start_paused(true)
            .build()
            .unwrap();
        runtime.block_on(async {
            let (jobs, running) = (tracker(), Arc::default());
            let clients = clients.into_iter();
            let tasks: Vec<_> = clients
                .map(|client| tokio::spawn(run(Arc::clone(&jobs), Arc::clone(&running), client)))
                .collect();
            for task in tasks {
                task.await.unwrap();
            }
            let info = jobs.info();
            assert_eq!(info.running(), Running::default());
            assert_eq!(info.queued, 0);
            assert_eq!(Arc::strong_count(&jobs), 1);
        });
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn threads_take_turns() {
    let jobs = tracker();
    let inside = Arc::new(StdMutex::new(()));
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let (jobs, inside) = (Arc::clone(&jobs), Arc::clone(&inside));
            tokio::spawn(async move {
                for _ in 0..200 {
                    let token = jobs.begin(SyncJob::Modify, "x").await.unwrap();
                    let alone = inside.try_lock().expect("two at once");
                    std::hint::black_box(&alone);
                    drop(alone);
                    drop(token);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    assert_eq!(jobs.info().running(), Running::default());
}
