//! Themes: built-in ones, files, what is refused and with which numbers.

use std::fs;

use staffelstab::chart::theme::{Colour, Role, Theme, Vision, ciede2000, faults, read};

use crate::harness::{done, folder, pixels, staffelstab};

#[test]
fn ciede2000_is_that_of_the_paper() {
    // Sharma, Wu, Dalal (2005), table 1: pairs 1, 4, 7, 9, 13, 17, 20, 25, 31, 34.
    for (one, other, expected) in [
        ([50.0, 2.6772, -79.7751], [50.0, 0.0, -82.7485], 2.0425),
        ([50.0, -1.3802, -84.2814], [50.0, 0.0, -82.7485], 1.0),
        ([50.0, 0.0, 0.0], [50.0, -1.0, 2.0], 2.3669),
        ([50.0, 2.49, -0.001], [50.0, -2.49, 0.0009], 7.1792),
        ([50.0, -0.001, 2.49], [50.0, 0.0009, -2.49], 4.8045),
        ([50.0, 2.5, 0.0], [73.0, 25.0, -18.0], 27.1492),
        ([50.0, 2.5, 0.0], [58.0, 24.0, 15.0], 19.4535),
        ([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644),
        ([22.7233, 20.0904, -46.694], [23.0331, 14.973, -42.5619], 2.0373),
        ([2.0776, 0.0795, -1.135], [0.9033, -0.0636, -0.5514], 0.9082),
    ] {
        let found = ciede2000(one, other);
        assert!((found - expected).abs() < 5e-5, "{one:?} {other:?}: {found} instead of {expected}");
        assert!((ciede2000(other, one) - found).abs() < 1e-9, "the order is of no consequence");
    }
}

#[test]
fn red_and_green_look_alike_without_green_cones() {
    let (red, green) = (Colour(0xB0, 0x50, 0x20), Colour(0x70, 0x70, 0x20));
    assert!(Vision::Trichromat.difference(red, green) > 25.0);
    assert!(Vision::Deuteranopia.difference(red, green) < 10.0);
    assert_eq!(Vision::Trichromat.simulate(red), red);
    let grey = Colour(0x80, 0x80, 0x80);
    for vision in Vision::ALL {
        let Colour(r, g, b) = vision.simulate(grey);
        assert!([r, g, b].iter().all(|channel| channel.abs_diff(0x80) <= 1), "{vision:?}: grey stays grey");
    }
}

#[test]
fn the_built_in_themes_keep_to_the_limits() {
    for name in Theme::names() {
        let theme = Theme::built_in(name).expect("it is built in");
        assert_eq!(faults(&theme), [], "{name}");
        assert_eq!(theme.name, name);
    }
    let high = Theme::built_in("high-contrast").expect("built in");
    let paper = high.colour(Role::Paper);
    for text in [Role::Ink, Role::Muted] {
        assert!(high.colour(text).contrast(paper) >= 7.0, "{text:?}");
    }
    for mark in [Role::Accent, Role::Second, Role::Third, Role::Grey, Role::Axis] {
        assert!(high.colour(mark).contrast(paper) >= 4.5, "{mark:?}");
    }
    let grey = Theme::built_in("greyscale").expect("built in");
    for (role, _) in Role::ALL {
        let Colour(r, g, b) = grey.colour(role);
        assert!(r == g && g == b, "{role:?} has a hue");
    }
}

#[test]
fn the_page_about_themes_gives_the_neutral_one() {
    let page = include_str!("../../docs/themes.md");
    let (_, rest) = page.split_once("```toml\n").expect("an example");
    let (example, _) = rest.split_once("```").expect("its end");
    let (theme, font) = read("neutral", example).unwrap_or_else(|faults| panic!("{faults:?}"));
    for (role, _) in Role::ALL {
        assert_eq!(theme.colour(role), Theme::neutral().colour(role), "{role:?}");
    }
    assert!(theme.logo.is_some() && theme.footer.is_some() && font.is_some());
}

#[test]
fn colours_that_cannot_be_read_are_refused_with_their_numbers() {
    let here = folder();
    fs::write(here.path().join("house.toml"), "[colours]\naccent = \"#EEDD00\"\nsecond = \"#D9CE00\"\n")
        .expect("written");
    let ran = staffelstab(here.path(), &["report", "hosts", "--theme", "house.toml"]);
    assert_eq!(ran.code, 2);
    let expected = "\
error[bad-theme]: accent #EEDD00 on paper #FFFFFF has a contrast of 1.40 : 1
 --> house.toml:2:10
  |
2 | accent = \"#EEDD00\"
  |          ^^^^^^^^^
hint: at least 3 : 1 is needed to read it: make one of the two darker or lighter
";
    assert!(ran.stderr.contains(expected), "{}", ran.stderr);
    assert!(
        ran.stderr.contains(
            "accent #EEDD00 and second #D9CE00 look alike without red cones (protanopia): CIEDE2000 difference 3.8"
        ),
        "{}",
        ran.stderr
    );
    assert!(!here.path().join("reports").exists(), "nothing is written");
}

#[test]
fn what_is_no_theme_is_said_at_its_place() {
    let cases = [
        ("[colours]\nfoo = \"#000000\"\n", 2, ":2:1\n", "there is no colour `foo`"),
        ("[colours]\nink = \"black\"\n", 2, ":2:7\n", "`black` is not a colour"),
        ("[colours]\nink = \"#+1+1+1\"\n", 2, ":2:7\n", "is not a colour"),
        ("base = \"sepia\"\n", 2, ":1:8\n", "there is no built-in theme `sepia`"),
        ("[logo]\nwidth_mm = 61\nheight_mm = 5\n", 2, ":2:12\n", "do not fit"),
        ("[logo]\nwidth_mm = nan\nheight_mm = 5\n", 2, ":2:12\n", "do not fit"),
        ("[font]\nregular = \"../x.ttf\"\n", 2, ":2:11\n", "not a plain file name"),
        ("[font]\nregular = \"t.toml\"\n", 2, ":2:11\n", "not a TrueType or OpenType font"),
        ("[font]\nregular = \"x.ttf\"\n", 3, "", "cannot read `x.ttf`"),
        ("colours = 3\n", 2, ":1:11\n", "invalid type"),
        ("[footer]\ntext = \"a\\nb\"\n", 2, ":2:8\n", "too long for one line"),
    ];
    for (text, code, place, message) in cases {
        let here = folder();
        fs::write(here.path().join("t.toml"), text).expect("written");
        let ran = staffelstab(here.path(), &["report", "--theme", "t.toml"]);
        assert_eq!(ran.code, code, "{text}: {}", ran.stderr);
        assert!(ran.stderr.contains(place) && ran.stderr.contains(message), "{text}: {}", ran.stderr);
    }
    let here = folder();
    let ran = staffelstab(here.path(), &["report", "--theme", "sepia"]);
    assert_eq!(
        (ran.code, ran.stderr.as_str()),
        (2, "error: there is no theme `sepia`: one of neutral, greyscale, high-contrast, or a TOML file\n")
    );
}

#[test]
fn a_theme_brings_colours_font_footer_and_room_for_a_logo() {
    let here = folder();
    let fonts = concat!(env!("CARGO_MANIFEST_DIR"), "/src/chart/fonts/");
    for weight in ["Regular", "Semibold"] {
        fs::copy(format!("{fonts}SourceSans3-{weight}.ttf"), here.path().join(format!("{weight}.ttf")))
            .expect("copied");
    }
    fs::write(
        here.path().join("house.toml"),
        "[colours]\naccent = \"#7A1F5C\"\n[font]\nregular = \"Semibold.ttf\"\n[logo]\nwidth_mm = 40\nheight_mm = 20\n\
         [footer]\ntext = \"Referat 12 <intern>\"\n",
    )
    .expect("written");
    for (size, margin) in [("slide", 36.0), ("a4", 8.0), ("square", 56.0)] {
        let arguments =
            ["report", "--theme", "house.toml", "--size", size, "--svg", "--svg-fonts", "name", "--out", size];
        done(here.path(), &arguments);
        for chart in ["attendance", "attendance-expectation", "topics", "topic-timeline", "hosts", "host-map"] {
            let svg = fs::read_to_string(here.path().join(size).join(format!("{chart}.svg"))).expect("an SVG");
            assert!(svg.contains("Referat 12 &lt;intern&gt;"), "{chart}: the footer");
            assert!(svg.contains("#7A1F5C") && !svg.contains("#0072B2"), "{chart}: the colours");
            // Nothing but the sheet reaches into the corner.
            let view = svg.split("viewBox=\"0 0 ").nth(1).expect("a view box");
            let width: f64 = view.split(' ').next().expect("a width").parse().expect("a number");
            let corner = (width - margin - 40.0 * 72.0 / 25.4, margin + 20.0 * 72.0 / 25.4);
            for text in svg.split("<text x=\"").skip(1) {
                let mut parts = text.split('"');
                let x: f64 = parts.next().expect("x").parse().expect("a number");
                let y: f64 = parts.nth(1).expect("y").parse().expect("a number");
                assert!(x < corner.0 || y > corner.1, "{chart} {size}: text at {x}, {y} stands in the corner");
            }
        }
    }
    // Regular text is set in the font of the theme.
    let text = fs::read_to_string(here.path().join("house.toml")).expect("the theme");
    fs::write(here.path().join("plain.toml"), text.replace("[font]\nregular = \"Semibold.ttf\"\n", ""))
        .expect("written");
    done(here.path(), &["report", "hosts", "--theme", "plain.toml", "--out", "plain"]);
    let picture = |folder: &str| fs::read(here.path().join(folder).join("host-map.png")).expect("a picture");
    assert!(pixels(&picture("plain")).worst(&pixels(&picture("slide"))) > Some(100), "the font makes no difference");
    // The manifest names the theme; with it, the report can be verified.
    let ran = done(here.path(), &["verify", "slide", "--theme", "house.toml"]);
    assert!(ran.stdout.ends_with("all of them follow\n"), "{}", ran.stdout);
    let without = done(here.path(), &["verify", "slide/hosts.png"]);
    assert!(without.stdout.contains("name its theme with --theme"), "{}", without.stdout);
}

#[test]
fn letters_of_an_svg_are_text_with_fonts_or_outlines() {
    let here = folder();
    for letters in ["embed", "name", "outline"] {
        let arguments = ["report", "hosts", "--svg", "--svg-fonts", letters, "--out", letters];
        done(here.path(), &arguments);
        let svg = fs::read_to_string(here.path().join(letters).join("host-map.svg")).expect("an SVG");
        assert!(svg.contains("<title id=\"t\">11 von 16 Ländern") && svg.contains("<desc id=\"d\">"), "{letters}");
        assert!(svg.starts_with("<svg ") && svg.contains("role=\"img\" aria-labelledby=\"t d\""), "{letters}");
        assert_eq!(svg.contains("<text "), letters != "outline", "{letters}");
        assert_eq!(svg.matches("@font-face").count(), if letters == "embed" { 2 } else { 0 }, "{letters}");
        // All three are the same picture.
        let tree = resvg::usvg::Tree::from_str(&svg, &resvg::usvg::Options::default()).expect("valid SVG");
        assert!((tree.size().width() - 3200.0).abs() < 1e-3, "{letters}");
    }
    let ran = staffelstab(here.path(), &["report", "--svg-fonts", "embed"]);
    assert_eq!(ran.code, 2, "letters of no SVG");
}
