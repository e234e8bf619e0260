//! The explorer, made again whenever the data changes: the look-ups at once, pictures when they are drawn.
//!
//! An explorer waits for nothing that can come later: every actor stays where it was until better positions are
//! found, and a picture that has changed is empty until it is drawn (`easel.rs`).

use std::collections::HashMap;
use std::sync::Arc;

use super::desk::Desk;
use super::easel::{Easel, Job};
use super::live::lock;
use super::sight::{Drawn, Edition, News, Ready};
use crate::layout::font::Fonts;
use crate::site::{Crowd, Explorer, MOST_CLAIMS, MOST_SLICES, Network};

/// Makes an explorer of every graph that there is from now on; of several that wait, of the newest.
pub(super) fn keep_up(desk: &Arc<Desk>, fonts: Fonts) {
    let (desk, fonts) = (Arc::clone(desk), Arc::new(fonts));
    let easel = Easel::set_up(&desk, &fonts);
    std::thread::spawn(move || {
        let mut maker = Maker { known: HashMap::new(), placed: None, desk, easel, fonts };
        let mut ready = maker.desk.next.take();
        loop {
            ready = maker.show(&ready);
        }
    });
}

/// Makes explorers, with what is kept of the previous ones.
struct Maker {
    /// Pictures by what they show.
    known: HashMap<String, String>,
    /// Who was placed last, and where.
    placed: Option<(Crowd, Network)>,
    desk: Arc<Desk>,
    easel: Easel,
    fonts: Arc<Fonts>,
}

impl Maker {
    /// Shows a graph, first what is known of it at once, and then what is drawn; gives the next one.
    fn show(&mut self, ready: &Ready) -> Ready {
        let claims = ready.graph.claims().len();
        if claims > MOST_CLAIMS {
            return self.refuse(format!(
                "{claims} claims are too many for the explorer, which holds {MOST_CLAIMS}"
            ));
        }
        let slices = ready.graph.slices().len();
        if slices > MOST_SLICES {
            return self.refuse(format!(
                "{slices} dates under `slices` are too many for the live explorer, which has pictures of \
                 {MOST_SLICES}; `explore --max-slices` makes more"
            ));
        }
        let explorer = match Explorer::of(&ready.graph, self.desk.reach) {
            Ok(explorer) => explorer,
            Err(error) => return self.refuse(error.to_string()),
        };
        let (plan, crowd) = (explorer.plan(), explorer.crowd(&self.fonts));
        let keys = plan.keys();
        let mut network = match &self.placed {
            Some((before, network)) if *before == crowd => network.clone(),
            Some((before, network)) => crowd.placed_as(before, network),
            None => crowd.placed(),
        };
        let is_placed = self.placed.as_ref().is_none_or(|(before, _)| *before == crowd);
        if self.placed.is_none() {
            self.placed = Some((crowd.clone(), network.clone()));
        }
        self.publish(&explorer, &keys, &network, ready);
        let missing = keys.iter().enumerate().filter(|(_, key)| !self.known.contains_key(*key));
        let missing: Vec<usize> = missing.map(|(i, _)| i).collect();
        if !missing.is_empty() || !is_placed {
            self.easel.put(Job { plan, missing, crowd: (!is_placed).then_some(crowd) });
        }
        loop {
            match self.desk.next.wait() {
                News::Graph(next) => {
                    self.known.retain(|key, _| keys.contains(key));
                    return next;
                }
                News::Drawn(drawn) => {
                    let Drawn { pictures, placed } = *drawn;
                    self.known.extend(pictures);
                    if let Some((crowd, places)) = placed {
                        network = match crowd == explorer.crowd(&self.fonts) {
                            true => places.clone(),
                            false => network,
                        };
                        self.placed = Some((crowd, places));
                    }
                    self.publish(&explorer, &keys, &network, ready);
                }
            }
        }
    }

    fn publish(&self, explorer: &Explorer<'_>, keys: &[String], network: &Network, ready: &Ready) {
        // A picture of older data beside newer would say what is no longer so: it is not shown until it is drawn.
        let svg = |key: &String| self.known.get(key).cloned().unwrap_or_default();
        let svgs: Vec<String> = keys.iter().map(svg).collect();
        let page = explorer.parts(&svgs, network, Some(ready.live.to_string()));
        let news = page.news();
        self.tell(Edition { page: Some((page, Arc::clone(&self.fonts))), news, why_not: None });
    }

    /// Says why there is no explorer, and waits for another graph.
    fn refuse(&self, why: String) -> Ready {
        self.tell(Edition { why_not: Some(why), ..Edition::default() });
        self.desk.next.take()
    }

    fn tell(&self, edition: Edition) {
        *lock(&self.desk.edition) = Arc::new(edition);
        self.desk.live.tell(|beat| beat.explorer = beat.explorer.wrapping_add(1));
    }
}
