//! How alike two colours look, to everyone and to people who see colours otherwise.

use super::Colour;

/// A way of seeing colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Vision {
    /// With all three kinds of cones.
    Trichromat,
    /// Without the cones for long waves (red).
    Protanopia,
    /// Without the cones for middle waves (green).
    Deuteranopia,
    /// Without the cones for short waves (blue).
    Tritanopia,
}

impl Vision {
    /// Every way of seeing.
    pub const ALL: [Self; 4] = [Self::Trichromat, Self::Protanopia, Self::Deuteranopia, Self::Tritanopia];

    /// Linear RGB → linear RGB as seen: Machado, Oliveira, Fernandes, "A Physiologically-based Model for Simulation of
    /// Color Vision Deficiency", IEEE TVCG 15 (2009), severity 1.0.
    const fn matrix(self) -> [[f64; 3]; 3] {
        match self {
            Self::Trichromat => [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]],
            Self::Protanopia => [
                [0.152_286, 1.052_583, -0.204_868],
                [0.114_503, 0.786_281, 0.099_216],
                [-0.003_882, -0.048_116, 1.051_998],
            ],
            Self::Deuteranopia => [
                [0.367_322, 0.860_646, -0.227_968],
                [0.280_085, 0.672_501, 0.047_413],
                [-0.011_820, 0.042_940, 0.968_881],
            ],
            Self::Tritanopia => [
                [1.255_528, -0.076_749, -0.178_779],
                [-0.078_411, 0.930_809, 0.147_602],
                [0.004_733, 0.691_367, 0.303_900],
            ],
        }
    }

    /// A colour as seen, in linear RGB.
    fn seen(self, colour: Colour) -> [f64; 3] {
        let linear = colour.linear();
        self.matrix()
            .map(|row| row.iter().zip(linear).map(|(weight, value)| weight * value).sum::<f64>().clamp(0.0, 1.0))
    }

    /// A colour as seen.
    #[must_use]
    pub fn simulate(self, colour: Colour) -> Colour {
        let [red, green, blue] = self.seen(colour).map(|value| {
            let encoded = if value <= 0.003_130_8 { value * 12.92 } else { 1.055 * value.powf(1.0 / 2.4) - 0.055 };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to 0..=255")]
            let byte = (encoded * 255.0).round().clamp(0.0, 255.0) as u8;
            byte
        });
        Colour(red, green, blue)
    }

    /// How different two colours look: CIEDE2000, 0 for alike; about 1 is just noticeable side by side.
    #[must_use]
    pub fn difference(self, one: Colour, other: Colour) -> f64 {
        ciede2000(lab(self.seen(one)), lab(self.seen(other)))
    }
}

/// Linear sRGB → CIE L*a*b* under D65.
fn lab([red, green, blue]: [f64; 3]) -> [f64; 3] {
    let x = 0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue;
    let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175_0 * blue;
    let z = 0.019_333_9 * red + 0.119_192_0 * green + 0.950_304_1 * blue;
    let f = |t: f64| if t > 216.0 / 24_389.0 { t.cbrt() } else { (24_389.0 / 27.0 * t + 16.0) / 116.0 };
    let (x, y, z) = (f(x / 0.950_47), f(y), f(z / 1.088_83));
    [116.0 * y - 16.0, 500.0 * (x - y), 200.0 * (y - z)]
}

/// The CIEDE2000 colour difference of two L*a*b* colours, weights 1: Sharma, Wu, Dalal, "The CIEDE2000 Color-Difference
/// Formula", Color Research & Application 30 (2005), whose test pairs are the tests of this function.
#[must_use]
#[expect(clippy::many_single_char_names, reason = "the names of the paper")]
pub fn ciede2000([l1, a1, b1]: [f64; 3], [l2, a2, b2]: [f64; 3]) -> f64 {
    let seventh = |c: f64| (c.powi(7) / (c.powi(7) + 25_f64.powi(7))).sqrt();
    let g = 0.5 * (1.0 - seventh(f64::midpoint(a1.hypot(b1), a2.hypot(b2))));
    let (a1, a2) = (a1 * (1.0 + g), a2 * (1.0 + g));
    let (c1, c2) = (a1.hypot(b1), a2.hypot(b2));
    let hue = |a: f64, b: f64| if a == 0.0 && b == 0.0 { 0.0 } else { b.atan2(a).to_degrees().rem_euclid(360.0) };
    let (h1, h2) = (hue(a1, b1), hue(a2, b2));
    let grey = c1 * c2 == 0.0;
    let turn = match h2 - h1 {
        _ if grey => 0.0,
        turn if turn > 180.0 => turn - 360.0,
        turn if turn < -180.0 => turn + 360.0,
        turn => turn,
    };
    let (dl, dc) = (l2 - l1, c2 - c1);
    let dh = 2.0 * (c1 * c2).sqrt() * (turn / 2.0).to_radians().sin();
    let (l, c) = (f64::midpoint(l1, l2), f64::midpoint(c1, c2));
    let h = match h1 + h2 {
        sum if grey => sum,
        sum if (h1 - h2).abs() <= 180.0 => sum / 2.0,
        sum if sum < 360.0 => sum / 2.0 + 180.0,
        sum => sum / 2.0 - 180.0,
    };
    let cosine = |degrees: f64| degrees.to_radians().cos();
    let t = 1.0 - 0.17 * cosine(h - 30.0) + 0.24 * cosine(2.0 * h) + 0.32 * cosine(3.0 * h + 6.0)
        - 0.20 * cosine(4.0 * h - 63.0);
    let lightness = 1.0 + 0.015 * (l - 50.0).powi(2) / (20.0 + (l - 50.0).powi(2)).sqrt();
    let (chroma, tone) = (1.0 + 0.045 * c, 1.0 + 0.015 * c * t);
    let rotation = -(2.0 * 30.0 * (-((h - 275.0) / 25.0).powi(2)).exp()).to_radians().sin() * 2.0 * seventh(c);
    let (dl, dc, dh) = (dl / lightness, dc / chroma, dh / tone);
    (dl * dl + dc * dc + dh * dh + rotation * dc * dh).max(0.0).sqrt()
}
