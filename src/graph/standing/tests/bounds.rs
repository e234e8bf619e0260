//! What bounds a tie: ends and starts that sources tell, an end of a wider relation, the lifetimes of its two ends.

use super::*;

#[test]
fn told_ends() {
    table(
        "backs",
        &[
            ("2014 ended", "2014", "definite! 0"),
            ("2014 ended", "2014-05", "possible! 0"),
            ("2014 ended", "2015", "ended 0"),
            ("2012 ended", "2013", "ended 0"),
            ("2012 ended", "2011", "possible 0"),
            ("2012 ended", "2009", "-"),
            ("2012/.. ended", "2012", "definite! 0"),
            ("2012/.. ended", "2016", "possible! 0"),
            ("2012/.. ended", "2018", "ended 0"),
            // undated: over before its source's date, by itself never present
            ("undated ended", "2010", "possible 0"),
            ("undated ended", "2017", "possible 0"),
            ("undated ended", "2017-06-02", "ended 0"),
            ("undated ended @2016", "2017", "ended 0"),
            ("2014; undated ended", "2015", "possible! 0"),
            ("2014; undated ended", "2018", "ended 1"),
            ("2016; undated ended", "2017-03", "possible! 0"),
            ("2016; undated ended", "2017-07", "ended 1"),
            ("2013; 2014; undated ended", "2013-08/2014-03", "definite! 0 1"),
            // from then on it is over, whatever the reach, until a source tells of it anew
            ("2014; 2015 ended", "2016", "ended 1"),
            ("2014; 2014-06 ended", "2014-09", "ended 1"),
            ("2012 ended; 2016", "2014", "possible 1"),
            ("2012 ended; 2016", "2013", "ended 0"),
            ("2012 ended; 2016", "2016", "definite! 1"),
            ("2012 ended; 2016", "2019", "stale 1"),
            ("undated ended; undated @2018", "2018", "definite! 1"),
            // attestations on both sides of an end are not joined; a new one reaches back to it
            ("2012-01; 2012-12 ended; 2014-01", "2013-06", "possible 2"),
            ("2010/2011; 2016", "2013", "ended 0"),
            ("2010/2011; 2016", "2014", "possible 1"),
            ("2014-06 ended; 2015-06", "2014-03", "possible 0"),
            ("2014-06 ended; 2015-06", "2014-07", "possible 1"),
            // an attestation in the month in which it ends is before the end
            ("2013-01; 2014-03 ended", "2013-08", "definite! 0 1"),
            // what is judged to be over may not be
            ("2014 ended assessed", "2014", "possible! assessed 0"),
            ("2014 ended assessed", "2015", "possible! assessed 0"),
            ("2014 ended assessed", "2018", "stale assessed 0"),
            ("2013; 2014 ended assessed", "2015", "possible! 0 1"),
            ("2013; 2014-02 ended assessed; 2014-09", "2014-05", "possible! 0 1"),
            ("undated ended assessed", "2018", "ended assessed 0"),
        ],
    );
}

#[test]
fn what_is_told_of_a_wider_relation_to_be_over() {
    table(
        "arms",
        &[
            // It stands as its own claims say, and is present no longer.
            ("2014; 2015-02 wider ended", "2014", "definite! 0"),
            ("2014; 2015-02 wider ended", "2015-02-28", "possible! 0"),
            ("2014; 2015-02 wider ended", "2015-03", "possible 0"),
            ("2014; 2015-02 wider ended", "2015", "possible! 0"),
            ("2014; 2015-02 wider ended", "2017", "stale 0"),
            ("2014; 2015-02 wider ended", "told", "definite 0"),
            ("2014; 2015-02 wider ended", "ever", "definite! 0"),
            ("undated @2014; undated wider ended @2016", "2015", "possible! 0"),
            ("undated @2014; undated wider ended @2015-06", "2015-07", "possible 0"),
            // until a source tells of it anew
            ("2014; 2015-02 wider ended; 2015-09", "2015-05", "definite 0 2"),
            ("2014; 2015-02 wider ended; 2015-09", "2016", "possible! 0 2"),
            ("2014; 2015-02 wider ended; 2015-09", "told", "definite! 2"),
            ("2015-09; 2015-02 wider ended", "2016", "possible! 0"),
            ("2014; 2015-02 wider ended; 2019", "2016", "possible 0"),
            ("2014; 2015-02 wider ended; 2019", "2018", "possible 0 2"),
            // what is only judged to be over, or comes before, takes nothing away
            ("2014; 2015 wider ended assessed", "2016", "possible! 0"),
            ("2014; 2013 wider ended", "2015", "possible! 0"),
            // and what is over by its own claims is over
            ("2014; 2015 ended; 2015 wider ended", "2016", "ended 1"),
            ("undated @none; 2015 wider ended", "told", "undated! 0"),
        ],
    );
}

#[test]
fn told_starts() {
    table(
        "backs",
        &[
            ("2014-03 begun", "2014-03", "definite! 0"),
            ("2014-03 begun", "2014-02", "not_yet 0"),
            ("2014-03 begun", "2013", "not_yet 0"),
            ("2014-03 begun", "2015", "possible! 0"),
            // whatever undated words of later sources seem to say
            ("2029-11/.. @2030; undated @2030", "2029-06", "not_yet 0"),
            ("2029-11/.. @2030; undated @2030-02", "2028-06", "not_yet 0"),
            ("2029-11/.. @2030; undated @2030", "2030", "definite! 0 1"),
            ("2014-03 begun; 2014", "2014-02", "not_yet 0"),
            // a claim with a date of its own before it says otherwise, as does a source from before
            ("2014-03 begun; 2013-06", "2013-06", "definite! 1"),
            ("2014-03 begun; 2013-06", "2014-02", "possible! 1"),
            ("2014-03 begun; 2013-06", "2013", "definite! 1"),
            ("2014-03 begun; 2013-06", "2012", "possible 1"),
            ("2014-03 begun; 2013-06", "2010", "not_yet 0"),
            ("2017-09/.. @2018; undated", "2017-08", "possible! 1"),
            ("2017-09/.. @2018; undated", "2017-06-01", "definite! 1"),
            // it reaches forward by its reach, and no further than the start
            ("2008; 2014-03 begun", "2013", "stale 0"),
            ("2013-06; 2014-03 begun", "2013-09", "possible! 0"),
            ("2012-02; 2012-05/2012-07", "2012-09", "ended 1"),
            // undated, it says only that it had begun by then
            ("undated begun", "2016", "possible 0"),
            ("undated begun", "2017", "definite! 0"),
            ("undated begun", "2011", "-"),
            // what is judged to have begun may have been before
            ("2014-03 begun assessed", "2014-02", "possible assessed 0"),
            ("2014-03 begun assessed; 2013", "2014-02", "possible! 1"),
            ("2012/2014; 2016/..", "2015", "ended 0"),
            ("2012/2014; 2016/..", "2011", "not_yet 0"),
            // a claim that leaves the start open says otherwise
            ("2012/2016; ../2016", "2009", "possible 1"),
            ("2012/2016; ../2016", "2013", "definite! 0"),
            ("2012/2016; ../2016", "2017", "ended 0 1"),
            ("2012/2016; 2010 ended; ../2016", "2011", "ended 1"),
            ("../2008; 2012/2016", "2009", "ended 0"),
        ],
    );
}

#[test]
fn a_lifetime_cuts_off() {
    for (claims, lifetime, date, expected) in [
        ("2014", "2013-06/2014-06", "2014-07", "ended 0"),
        ("2014", "2013-06/2014-06", "2013-05", "-"),
        ("2014", "2013-06/2014-06", "2013-12", "possible 0"),
        ("2014", "2013-06/2014-06", "2014", "definite! 0"),
        ("2014", "2013-06~/2014-06~", "2014-07", "possible! 0"),
        // said of a government that is no more
        ("undated", "2013/2014", "2013", "possible 0"),
        ("undated", "2013/2014", "2015", "ended 0"),
        ("undated", "2013/2014", "told", "ended 0"),
        ("undated", "2013/..", "told", "definite! 0"),
        // said before it was there
        ("2011", "2013/..", "2013", "-"),
    ] {
        let found = asked("backs", claims, lifetime, date);
        assert_eq!(found, expected, "{claims} of {lifetime} at {date}");
    }
    assert_eq!(asked("meets", "undated", "2016/2016-12", "2017"), "-");
    assert_eq!(asked("meets", "undated", "2012/2013", "2012"), "possible 0");
}

#[test]
fn a_succession_outlasts_the_one_succeeded() {
    for (claims, date, expected) in [
        ("2014-06", "2014-07", "possible! 0"),
        ("2014-06/..", "2016", "definite! 0"),
        ("undated", "2017", "definite! 0"),
        // not before it was there
        ("2014-06", "2013-05", "-"),
    ] {
        let found = asked("successor_of", claims, "2013-06/2014-06", date);
        assert_eq!(found, expected, "{claims} at {date}");
    }
}
