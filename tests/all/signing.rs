//! Ledgers that somebody answers for: signed with an SSH key, and believed only then.

use std::fs;
use std::process::{Command, Output};

use ssh_key::private::{Ed25519Keypair, KeypairData};
use ssh_key::{LineEnding, PrivateKey};
use tempfile::TempDir;

/// The key of somebody, made of a number: nobody's, and the same at every run.
fn key(number: u8, name: &str) -> PrivateKey {
    let pair = Ed25519Keypair::from_seed(&[number; 32]);
    PrivateKey::new(KeypairData::Ed25519(pair), name).unwrap()
}

/// A copy of the project that the documentation has, with two people's keys beside it.
fn project() -> TempDir {
    let root = crate::example::project();
    for (number, name) in [(1, "anna"), (2, "ben")] {
        let key = key(number, name);
        let private = key.to_openssh(LineEnding::LF).unwrap();
        fs::write(root.path().join(name), private.as_bytes()).unwrap();
        let public = key.public_key().to_openssh().unwrap();
        fs::write(root.path().join(format!("{name}.pub")), public).unwrap();
    }
    root
}

fn run(root: &TempDir, arguments: &str) -> (Option<i32>, String, String) {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_whobacks"))
        .args(arguments.split_whitespace())
        .current_dir(root.path())
        .env_remove("WHOBACKS_TEXTS")
        .output()
        .unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const SIGNATURE: &str = "seeds/harbour.proofs.sig";

/// The example without its texts beside the cards, signed by anna.
fn signed() -> TempDir {
    let root = project();
    let (code, said, _) = run(&root, "prove --texts texts --sign anna");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("seeds/harbour.proofs.sig signed\n"), "{said}");
    root
}

#[test]
fn a_ledger_is_believed_by_who_has_signed_it() {
    let root = signed();
    let (_, plain, _) = run(&root, "check");
    assert!(plain.contains("quoted, proved by ledger\n"), "{plain}");
    let (code, said, _) = run(&root, "check --trust anna.pub");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("quoted, proved by ledger signed by anna\n"), "{said}");
    let (_, json, _) = run(&root, "check --trust anna.pub --format json");
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    assert_eq!(json["summary"]["sources"][0]["signed_by"], "anna");
    assert_eq!(json["summary"]["sources"][0]["held_against"], "ledger");
    // With the text, nobody need be believed.
    let (code, said, _) = run(&root, "check --texts texts --trust anna.pub");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("quoted, proved by the text\n"), "{said}");
    // Signed again, it is the same to the byte; and the key is in no file but its own.
    let before = fs::read(root.path().join(SIGNATURE)).unwrap();
    let (_, said, _) = run(&root, "prove --texts texts --sign anna");
    assert!(said.contains("seeds/harbour.proofs.sig is fresh"), "{said}");
    assert_eq!(fs::read(root.path().join(SIGNATURE)).unwrap(), before);
}

#[test]
fn whoever_else_has_signed_is_not_believed() {
    let root = signed();
    let refused = |why: &str, trust: &str| {
        let (code, said, _) = run(&root, &format!("check --trust {trust}"));
        assert_eq!(code, Some(1), "{said}");
        for part in ["error[ledger-unsigned]", "--> data/harbour.ron:", "help: ", why] {
            assert!(said.contains(part), "{part}: {said}");
        }
    };
    refused("it is signed with a key that is not trusted, SHA256:", "ben.pub");
    // Both may be trusted, in two files or in one, by their names there.
    let (code, ..) = run(&root, "check --trust ben.pub --trust anna.pub");
    assert_eq!(code, Some(0));
    let public = |name: &str| fs::read_to_string(root.path().join(format!("{name}.pub"))).unwrap();
    let both = format!(
        "# coders\n\nben@desk {}\nanna@desk namespaces=\"file,whobacks-ledger\" {}\n",
        public("ben"),
        public("anna")
    );
    fs::write(root.path().join("signers"), both).unwrap();
    let (_, said, _) = run(&root, "check --trust signers");
    assert!(said.contains("by ledger signed by anna@desk\n"), "{said}");

    // A ledger that somebody forged, its digest put right: the words of the project's own text.
    let ledger = root.path().join("seeds/harbour.proofs");
    let signature = root.path().join(SIGNATURE);
    let (good, mark) = (fs::read(&ledger).unwrap(), fs::read(&signature).unwrap());
    let (_, said, _) = run(&root, "source list");
    assert!(!said.is_empty());
    let dropped: Vec<&str> = std::str::from_utf8(&good).unwrap().lines().collect();
    let kept = [&dropped[..1], &dropped[2..dropped.len() - 1]].concat().join("\n") + "\n";
    let digest = whobacks::evidence::digest(kept.as_bytes());
    fs::write(&ledger, format!("{kept}digest {digest}\n")).unwrap();
    refused("anna has signed another ledger: this one has changed since", "anna.pub");
    // Line ends that Git has changed are not forgery.
    fs::write(&ledger, std::str::from_utf8(&good).unwrap().replace('\n', "\r\n")).unwrap();
    assert_eq!(run(&root, "check --trust anna.pub").0, Some(0));
    fs::write(&ledger, &good).unwrap();

    fs::write(&signature, "-----BEGIN SSH SIGNATURE-----\nnonsense").unwrap();
    refused("what stands beside it is not an SSH signature", "anna.pub");
    fs::write(&signature, [0xff, 0xfe]).unwrap();
    refused("what stands beside it is not an SSH signature", "anna.pub");
    fs::remove_file(&signature).unwrap();
    refused("there is no signature beside it", "anna.pub");
    // A signature that anna gave to something else.
    let other = key(1, "anna").sign("git", ssh_key::HashAlg::Sha512, &good).unwrap();
    fs::write(&signature, other.to_pem(LineEnding::LF).unwrap()).unwrap();
    refused("the signature is made for `git`", "anna.pub");
    fs::write(&signature, mark).unwrap();
    assert_eq!(run(&root, "check --trust anna.pub").0, Some(0));
}

#[test]
fn a_signature_fits_one_source_only() {
    let root = signed();
    let seeds = root.path().join("seeds");
    for ending in ["ron", "proofs", "proofs.sig"] {
        fs::copy(seeds.join(format!("harbour.{ending}")), seeds.join(format!("port.{ending}")))
            .unwrap();
    }
    let ledger = fs::read_to_string(seeds.join("port.proofs")).unwrap();
    let lines = ledger.replacen(" harbour ", " port ", 1);
    let lines = &lines[..lines.rfind("digest ").unwrap()];
    let digest = whobacks::evidence::digest(lines.as_bytes());
    fs::write(seeds.join("port.proofs"), format!("{lines}digest {digest}\n")).unwrap();
    let annotation = fs::read_to_string(root.path().join("data/harbour.ron")).unwrap();
    fs::write(
        root.path().join("data/harbour.ron"),
        annotation.replace("\"harbour\": [", "\"port\": ["),
    )
    .unwrap();
    assert_eq!(run(&root, "check").0, Some(0), "{}", run(&root, "check").1);
    let (code, said, _) = run(&root, "check --trust anna.pub");
    assert_eq!(code, Some(1));
    assert!(said.contains("anna has signed another ledger"), "{said}");
}

#[test]
fn a_key_that_cannot_be_used_is_told_with_the_way_out() {
    let root = project();
    fs::write(root.path().join("empty"), "# nobody\n").unwrap();
    fs::write(root.path().join("none"), "hello\n").unwrap();
    fs::write(
        root.path().join("dated"),
        format!(
            "anna valid-before=\"20300101\" {}",
            fs::read_to_string(root.path().join("anna.pub")).unwrap()
        ),
    )
    .unwrap();
    for (arguments, why) in [
        ("check --trust anna", "whose file ends in .pub"),
        ("check --trust empty", "there is no public key in it"),
        ("check --trust none", "line 1 is not a public key"),
        ("check --trust dated", "a condition that is not understood: valid-before"),
        ("check --trust nowhere.pub", "cannot trust nowhere.pub"),
        ("prove --texts texts --sign anna.pub", "to sign, use the private key"),
        ("prove --texts texts --sign none", "make one: ssh-keygen -t ed25519"),
        ("prove --texts texts --sign nowhere", "cannot sign with nowhere"),
        ("prove --texts texts --sign anna --check", "cannot be used with"),
    ] {
        let (code, _, said) = run(&root, arguments);
        assert_eq!(code, Some(2), "{arguments}: {said}");
        assert!(said.contains(why), "{arguments}: {said}");
        assert!(!said.contains("PRIVATE KEY"), "{arguments}: {said}");
    }
    assert!(!root.path().join(SIGNATURE).exists());
}

/// What OpenSSH writes is read, and the other way round. Where it is not installed, the gate says so.
#[test]
#[cfg(unix)]
fn openssh_understands_the_same() {
    let root = signed();
    let keygen = |arguments: &str, input: Option<&str>| {
        use std::os::unix::fs::PermissionsExt as _;
        for name in ["anna", "ben"] {
            // OpenSSH takes no private key that others could read.
            let path = root.path().join(name);
            fs::set_permissions(path, fs::Permissions::from_mode(0o600)).unwrap();
        }
        let mut command = Command::new("ssh-keygen");
        command.args(arguments.split_whitespace()).current_dir(root.path());
        if let Some(input) = input {
            command.stdin(fs::File::open(root.path().join(input)).unwrap());
        }
        command.output()
    };
    let public = fs::read_to_string(root.path().join("anna.pub")).unwrap();
    fs::write(root.path().join("signers"), format!("anna@desk {public}")).unwrap();
    let verify = "-Y verify -n whobacks-ledger -f signers -I anna@desk -s seeds/harbour.proofs.sig";
    let Ok(verified) = keygen(verify, Some("seeds/harbour.proofs")) else {
        // No ssh-keygen here: the gate has a part that needs one.
        return;
    };
    assert!(verified.status.success(), "{verified:?}");
    // Whoever has a passphrase or an agent signs with OpenSSH itself.
    fs::remove_file(root.path().join(SIGNATURE)).unwrap();
    let made = keygen("-Y sign -n whobacks-ledger -f anna seeds/harbour.proofs", None).unwrap();
    assert!(made.status.success(), "{made:?}");
    let (code, said, _) = run(&root, "check --trust signers");
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("by ledger signed by anna@desk"), "{said}");
    // Other sorts of keys, as OpenSSH makes them.
    for (sort, usable) in [("ecdsa -b 256", true), ("ecdsa -b 384", true), ("rsa -b 2048", false)] {
        let name = sort.replace(' ', "");
        let made = Command::new("ssh-keygen")
            .args(["-q", "-N", "", "-f", &name, "-C", &name, "-t"])
            .args(sort.split(' '))
            .current_dir(root.path())
            .output()
            .unwrap();
        assert!(made.status.success(), "{made:?}");
        let (code, _, said) = run(&root, &format!("prove --texts texts --sign {name}"));
        assert_eq!(code == Some(0), usable, "{sort}: {said}");
        if usable {
            assert_eq!(run(&root, &format!("check --trust {name}.pub")).0, Some(0), "{sort}");
        } else {
            assert!(said.contains("ssh-keygen -t ed25519"), "{said}");
        }
    }
    // A key that is closed is not asked for its passphrase.
    let closed = Command::new("ssh-keygen")
        .args(["-q", "-t", "ed25519", "-N", "a secret", "-f", "closed"])
        .current_dir(root.path())
        .status()
        .unwrap();
    assert!(closed.success());
    let (code, _, said) = run(&root, "prove --texts texts --sign closed");
    assert_eq!(code, Some(2));
    assert!(said.contains("ssh-keygen -Y sign -n whobacks-ledger"), "{said}");
}
