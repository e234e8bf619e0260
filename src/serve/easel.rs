//! Draws pictures and places actors with care, while the explorer is already shown without them.

use std::sync::{Arc, Condvar, Mutex, PoisonError};

use super::desk::Desk;
use super::live::lock;
use super::sight::Drawn;
use crate::layout::font::Fonts;
use crate::site::{Crowd, Plan};

/// What is to be drawn.
#[derive(Debug)]
pub(super) struct Job {
    pub(super) plan: Arc<Plan>,
    /// Which of its pictures.
    pub(super) missing: Vec<usize>,
    /// Who is to be placed anew, if somebody is.
    pub(super) crowd: Option<Crowd>,
}

/// The newest job, which takes the place of one that nobody has begun.
#[derive(Debug, Clone, Default)]
pub(super) struct Easel(Arc<(Mutex<Option<Job>>, Condvar)>);

impl Easel {
    /// Starts a thread that draws, on cores of its own, so that a person who types does not wait.
    pub(super) fn set_up(desk: &Arc<Desk>, fonts: &Arc<Fonts>) -> Self {
        let easel = Easel::default();
        let (desk, fonts, own) = (Arc::clone(desk), Arc::clone(fonts), easel.clone());
        let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
        let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().ok();
        std::thread::spawn(move || {
            loop {
                let job = own.take();
                let draw = || own.draw(job, cores, &fonts);
                desk.next.bring(match &pool {
                    Some(pool) => pool.install(draw),
                    None => draw(),
                });
            }
        });
        easel
    }

    pub(super) fn put(&self, job: Job) {
        *lock(&self.0.0) = Some(job);
        self.0.1.notify_one();
    }

    fn take(&self) -> Job {
        let mut waiting = lock(&self.0.0);
        loop {
            if let Some(job) = waiting.take() {
                return job;
            }
            waiting = self.0.1.wait(waiting).unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Draws, as long as nobody wants something newer.
    fn draw(&self, job: Job, at_once: usize, fonts: &Fonts) -> Drawn {
        let mut drawn = Drawn::default();
        let keys = job.plan.keys();
        let is_wanted = || lock(&self.0.0).is_none();
        for some in job.missing.chunks(at_once) {
            if !is_wanted() {
                return drawn;
            }
            let svgs = job.plan.draw_some(some, fonts);
            drawn.pictures.extend(some.iter().filter_map(|i| keys.get(*i).cloned()).zip(svgs));
        }
        if let Some(crowd) = job.crowd.filter(|_| is_wanted()) {
            let network = crowd.placed();
            drawn.placed = Some((crowd, network));
        }
        drawn
    }
}
