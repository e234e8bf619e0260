//! The explorer, made anew whenever the data changes: what is looked up first, pictures when they are drawn.

use std::collections::HashMap;
use std::sync::Arc;

use super::desk::Desk;
use super::live::lock;
use super::sight::{Edition, Ready};
use crate::layout::font::Fonts;
use crate::site::{Explorer, MOST_CLAIMS};

/// Makes an explorer of every graph that there is from now on; of several that wait, of the newest. On cores of
/// its own, so that whoever types does not wait for pictures.
pub(super) fn keep_up(desk: &Arc<Desk>, fonts: Fonts) {
    let desk = Arc::clone(desk);
    let cores = std::thread::available_parallelism().map_or(1, |cores| cores.get().div_ceil(2));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(cores).build().ok();
    std::thread::spawn(move || {
        let mut known = HashMap::new();
        loop {
            let ready = desk.next.take();
            let mut make = || make(&desk, &ready, &fonts, &mut known);
            match &pool {
                Some(pool) => pool.install(make),
                None => make(),
            }
        }
    });
}

/// Pictures by what they show.
type Known = HashMap<String, String>;

fn make(desk: &Desk, ready: &Ready, fonts: &Fonts, known: &mut Known) {
    let claims = ready.graph.claims().len();
    if claims > MOST_CLAIMS {
        let why_not =
            format!("{claims} claims are too many for the explorer, which holds {MOST_CLAIMS}");
        publish(desk, Edition { why_not: Some(why_not), ..Edition::default() });
        return;
    }
    let explorer = match Explorer::of(&ready.graph, desk.reach) {
        Ok(explorer) => explorer,
        Err(error) => {
            publish(desk, Edition { why_not: Some(error.to_string()), ..Edition::default() });
            return;
        }
    };
    let keys = explorer.picture_keys();
    let missing: Vec<usize> = (0..keys.len()).filter(|i| !known.contains_key(&keys[*i])).collect();
    let live = ready.live.to_string();
    let show = |known: &Known| {
        let svgs = keys.iter().map(|key| known.get(key).cloned().unwrap_or_default()).collect();
        let drawn = explorer.drawn(svgs);
        let parts = explorer.parts(&drawn, fonts, Some(live.clone()));
        publish(desk, Edition { page: Some(parts.page()), news: parts.news(), why_not: None });
    };
    // A picture of older data beside newer would say what is no longer so: it is not shown until it is drawn.
    show(known);
    if !missing.is_empty() {
        let drawn = explorer.draw_some(&missing, fonts);
        known.extend(missing.iter().map(|i| keys[*i].clone()).zip(drawn));
        known.retain(|key, _| keys.contains(key));
        show(known);
    }
}

fn publish(desk: &Desk, edition: Edition) {
    *lock(&desk.edition) = Arc::new(edition);
    desk.live.tell(|beat| beat.explorer += 1);
}
