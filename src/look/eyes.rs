//! Colours as colour-blind people see them: how far apart two of them are, for tests.
//!
//! Simulation of colour blindness after Machado, Oliveira and Fernandes 2009 (severity 1), distance as
//! CIEDE2000 (Sharma, Wu and Dalal 2005).

use super::Colour;

/// Rows of a matrix that turns linear light into what is seen.
type Eye = [[f64; 3]; 3];

const GREY: [f64; 3] = [0.2126, 0.7152, 0.0722];

/// Eyes that confuse colours, and paper without any.
pub(super) const EYES: [(&str, Eye); 5] = [
    ("normal", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    ("grey", [GREY, GREY, GREY]),
    (
        "protan",
        [
            [0.152_286, 1.052_583, -0.204_868],
            [0.114_503, 0.786_281, 0.099_216],
            [-0.003_882, -0.048_116, 1.051_998],
        ],
    ),
    (
        "deutan",
        [
            [0.367_322, 0.860_646, -0.227_968],
            [0.280_085, 0.672_501, 0.047_413],
            [-0.011_82, 0.042_94, 0.968_881],
        ],
    ),
    (
        "tritan",
        [
            [1.255_528, -0.076_749, -0.178_779],
            [-0.078_411, 0.930_809, 0.147_602],
            [0.004_733, 0.691_367, 0.303_9],
        ],
    ),
];

fn times(matrix: &Eye, v: [f64; 3]) -> [f64; 3] {
    matrix.map(|row| row[0] * v[0] + row[1] * v[1] + row[2] * v[2])
}

fn lab(colour: Colour, eye: &Eye) -> [f64; 3] {
    let linear = [colour.r, colour.g, colour.b].map(|c| {
        let c = f64::from(c) / 255.0;
        if c <= 0.04045 { c / 12.92 } else { ((c + 0.055) / 1.055).powf(2.4) }
    });
    let seen = times(eye, linear).map(|x| x.clamp(0.0, 1.0));
    let xyz = [[0.433_88, 0.376_22, 0.189_9], GREY, [0.017_72, 0.109_46, 0.872_82]];
    let root = |t: f64| if t > 0.008_856 { t.cbrt() } else { 7.787 * t + 16.0 / 116.0 };
    let [x, y, z] = times(&xyz, seen).map(root);
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// How far apart two colours are for an eye, as CIEDE2000 has it.
pub(super) fn apart(one: Colour, other: Colour, eye: &Eye) -> f64 {
    let ([l1, a1, b1], [l2, a2, b2]) = (lab(one, eye), lab(other, eye));
    let grows = |c: f64| (c.powi(7) / (c.powi(7) + 25f64.powi(7))).sqrt();
    let g = 1.5 - 0.5 * grows((a1.hypot(b1) + a2.hypot(b2)) / 2.0);
    let (c1, c2) = ((g * a1).hypot(b1), (g * a2).hypot(b2));
    let hue = |a: f64, b: f64| (b.atan2(g * a).to_degrees() + 360.0) % 360.0;
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let (c, l) = ((c1 + c2) / 2.0, (l1 + l2) / 2.0);
    let coloured = c1 * c2 > 0.0;
    let dh = if coloured { ((h2 - h1 + 540.0) % 360.0) - 180.0 } else { 0.0 };
    let h = if coloured { h1 + dh / 2.0 } else { h1 + h2 };
    let cos = |n: f64, d: f64| (n * h + d).to_radians().cos();
    let t = 1.0 - 0.17 * cos(1.0, -30.0) + 0.24 * cos(2.0, 0.0) + 0.32 * cos(3.0, 6.0)
        - 0.2 * cos(4.0, -63.0);
    let squared = (l - 50.0).powi(2);
    let dl = (l2 - l1) / (1.0 + 0.015 * squared / (20.0 + squared).sqrt());
    let dc = (c2 - c1) / (1.0 + 0.045 * c);
    let dh = 2.0 * (c1 * c2).sqrt() * (dh.to_radians() / 2.0).sin() / (1.0 + 0.015 * c * t);
    let turn = (60.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin();
    (dl * dl + dc * dc + dh * dh - 2.0 * grows(c) * turn * dc * dh).sqrt()
}
