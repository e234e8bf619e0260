//! Events: on their own dates, and as what begins or ends a standing tie.

use super::*;

#[test]
fn an_event_holds_on_its_own_date() {
    table(
        "meets",
        &[
            ("2014-08", "2014", "definite! 0"),
            ("2014-08", "2014-08-05", "possible! 0"),
            ("2014-08", "2014-09", "-"),
            ("2014-08", "2014-07", "-"),
            ("2014-08; 2014-10", "2014-09", "-"),
            ("2014/2015", "2014/2015", "definite! 0"),
            ("2014/2015", "2014", "possible! 0"),
            ("2014-08 assessed", "2014", "possible! assessed 0"),
            ("2014-08~", "2014-08", "possible! 0"),
            ("2014-08 reported; 2014", "2014", "definite! 1 0"),
            ("2014-08 reported; 2014", "2014-08", "definite! reported 0"),
            // undated: some time before its source, possible within the reach
            ("undated", "2017-06-01", "possible! 0"),
            ("undated", "2016", "possible 0"),
            ("undated", "2015-06-01", "possible 0"),
            ("undated", "2015-05", "-"),
            ("undated", "2017-06-02", "-"),
            ("undated", "../2017", "definite! 0"),
            ("undated", "told", "definite! 0"),
            ("undated @none", "2017", "undated 0"),
            ("undated @none", "told", "undated! 0"),
            ("2014-08 planned", "2014", "said planned"),
            ("2014-08 planned", "2016", "-"),
        ],
    );
}

#[test]
fn events_that_begin_and_end_a_tie() {
    table(
        "controls",
        &[
            ("2014-05 begins", "2014-05", "definite! 0"),
            ("2014-05 begins", "2014-04", "not_yet 0"),
            ("2014-05 begins", "2015", "possible! 0"),
            ("2014-05 begins", "2017", "stale 0"),
            ("2014-05 begins; undated @2015", "2014-09", "definite! 0 1"),
            ("2014-05 begins; undated @2015", "2013-09", "not_yet 0"),
            ("2014-05 begins assessed", "2014", "possible! assessed 0"),
            ("2014-05 begins planned", "2014", "-"),
            ("undated begins", "2017", "possible! 0"),
            ("undated begins", "2016", "possible 0"),
            ("2013; 2014-05 ends", "2013", "definite! 0"),
            // what ended is shown with what ended it
            ("2013; 2014-05 ends", "2014-06", "ended 0 1"),
            ("2013; 2014-05 ends", "2014-02", "possible! 0"),
            ("2013; 2014-05 ends denied", "2014-06", "possible! 0"),
            ("2013; undated ends", "2014-06", "possible! 0"),
            ("2016; undated ends", "2018", "ended 0 1"),
            ("2013; 2014-05 ends; 2015-09", "2014-09", "possible 2"),
            ("2013; 2014-05 ends; 2015-09", "2015-09", "definite! 2"),
            ("2013; 2014-05 ends", "told", "ended 0 1"),
            ("2014-05 ends", "2015", "-"),
            // who can have taken it after another did may hold it still
            ("2014/2017-07-06 begins; 2014~ ends", "2017-07", "possible! 0"),
            ("2014/2017-07-06 begins; 2014~ ends", "2015", "possible! 0"),
            ("2014/2017-07-06 begins; 2014~ ends", "2018", "possible! 0"),
            ("2014/2017-07-06 begins; 2014~ ends", "2020", "stale 0"),
            ("2014/2017-07-06 begins; 2014~ ends", "told", "definite! 0"),
            ("2014 begun; 2014-03 ends", "2015", "possible! 0"),
            ("2014 begun; 2014-03 ends", "2018", "stale 0"),
            ("2014~ begins; 2014/2017-07-06 ends", "2015", "possible! 0"),
            ("2014~ begins; 2014/2017-07-06 ends", "2017-08", "ended 0 1"),
            // what was over is not ended by what came after, nor by the next who takes it
            ("undated ended; 2021 ends", "told", "ended 0"),
            ("undated ended; 2021 ends", "2022", "ended 0"),
            ("2013; 2014 ended; 2021 ends", "told", "ended 1"),
            ("2013; 2014 ends; 2017 ends", "2018", "ended 0 1"),
            ("2013; 2014 ends; 2016; 2017 ends", "2018", "ended 2 3"),
            // a source without a date may tell of what came after
            ("undated @none; 2021 ends", "told", "undated! 0"),
            ("undated @none; 2021 ends", "2022", "undated 0"),
            ("undated @none; 2021 ended", "told", "ended 1"),
        ],
    );
}
