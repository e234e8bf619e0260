//! Signatures of ledgers: who vouches for the quotes having been found.
//!
//! Takes keys, ledgers and signatures as OpenSSH writes them; gives a signature, or who has signed. Must
//! not know files.
//!
//! What is signed is the ledger as [`Ledger::write`] gives it (line ends may change on the way). Its
//! first line names the source and the text's hash, so a signature fits no other source and no other text.
//! The form is SSHSIG, with SHA-512 and a namespace of its own, so that a signature made for something else
//! is not accepted: `ssh-keygen -Y sign -n whobacks-ledger` writes the same, `ssh-keygen -Y verify` reads it.

use ssh_key::{Algorithm, HashAlg, LineEnding, PrivateKey, PublicKey, SshSig};

use super::{Ledger, Unsigned};

/// What is signed is called so in the signature: SSHSIG's namespace.
pub const NAMESPACE: &str = "whobacks-ledger";

/// Whoever signs with one of these is believed.
#[derive(Debug, Clone)]
pub struct Trusted(Vec<Named>);

/// A public key, and whose it is.
#[derive(Debug, Clone)]
struct Named {
    key: PublicKey,
    name: String,
}

/// A private key that signs.
#[derive(Debug)]
pub struct SigningKey(PrivateKey);

/// Why a file has no key that could be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// A line of a file of public keys is none.
    #[error(
        "line {0} is not a public key in OpenSSH's form: `ssh-ed25519 AAAA… name`, or a line of `allowed_signers`"
    )]
    NotPublic(usize),
    /// A line has a condition that is not understood, and so cannot be kept.
    #[error("line {line} trusts the key on a condition that is not understood: {option}")]
    Condition {
        /// The line, counted from 1.
        line: usize,
        /// The condition.
        option: String,
    },
    /// There is no key.
    #[error("there is no public key in it")]
    Empty,
    /// A private key where a public one is asked for.
    #[error("it is a private key; to trust somebody, use the public key, whose file ends in .pub")]
    Private,
    /// A public key where a private one is asked for.
    #[error(
        "it is a public key; to sign, use the private key, whose file has the same name without .pub"
    )]
    Public,
    /// The private key is closed with a passphrase.
    #[error(
        "the key is protected by a passphrase, which is not asked for here; let ssh-keygen sign the ledgers, with the agent if there is one: ssh-keygen -Y sign -n whobacks-ledger -f KEY seeds/ID.proofs"
    )]
    Encrypted,
    /// A sort of key that cannot be used.
    #[error("a key of the kind {0} cannot be used; make one: ssh-keygen -t ed25519")]
    Sort(String),
    /// No key at all.
    #[error("it is not a private key in OpenSSH's form; make one: ssh-keygen -t ed25519")]
    NotPrivate,
}

impl Trusted {
    /// Reads public keys, one a line: as `.pub` and `authorized_keys` have them, then whoever signs is
    /// called by the comment; or as `allowed_signers` has them, then by the name in front.
    ///
    /// # Errors
    /// When a line is none, or has a condition that cannot be kept.
    pub fn parse(text: &str) -> Result<Trusted, KeyError> {
        if text.contains("PRIVATE KEY-----") {
            return Err(KeyError::Private);
        }
        let mut keys = Vec::new();
        for (i, line) in text.lines().enumerate() {
            let line = line.trim();
            if !line.is_empty() && !line.starts_with('#') {
                keys.push(Named::parse(line, i.saturating_add(1))?);
            }
        }
        if keys.is_empty() { Err(KeyError::Empty) } else { Ok(Trusted(keys)) }
    }

    /// Adds those of another file.
    pub fn extend(&mut self, other: Trusted) {
        self.0.extend(other.0);
    }

    /// Who has signed a ledger.
    ///
    /// # Errors
    /// When nobody has who is trusted.
    pub fn signer(&self, ledger: &Ledger, signature: &str) -> Result<&str, Unsigned> {
        let signature: SshSig = signature.parse().map_err(|_| Unsigned::Unreadable)?;
        let own = self.0.iter().find(|named| named.key.key_data() == signature.public_key());
        let Some(Named { key, name }) = own else {
            let fingerprint = signature.public_key().fingerprint(HashAlg::Sha256);
            return Err(Unsigned::Untrusted(fingerprint.to_string()));
        };
        if signature.namespace() != NAMESPACE {
            return Err(Unsigned::OtherPurpose(signature.namespace().to_owned()));
        }
        match key.verify(NAMESPACE, ledger.write().as_bytes(), &signature) {
            Ok(()) => Ok(name),
            Err(_) => Err(Unsigned::Differs(name.clone())),
        }
    }
}

impl Named {
    fn parse(line: &str, number: usize) -> Result<Named, KeyError> {
        let fields: Vec<&str> = line.split_whitespace().collect();
        let is_sort = |field: &&str| {
            ["ssh-", "ecdsa-", "sk-ssh-", "sk-ecdsa-"].iter().any(|sort| field.starts_with(sort))
        };
        let at = fields.iter().position(is_sort).ok_or(KeyError::NotPublic(number))?;
        let (before, key) = fields.split_at(at);
        // A condition that is passed over would be trust that nobody gave.
        for option in before.iter().skip(1) {
            let ours = option.strip_prefix("namespaces=").is_some_and(|list| {
                list.trim_matches('"').split(',').any(|namespace| namespace == NAMESPACE)
            });
            if !ours {
                return Err(KeyError::Condition { line: number, option: (*option).to_owned() });
            }
        }
        let key =
            PublicKey::from_openssh(&key.join(" ")).map_err(|_| KeyError::NotPublic(number))?;
        usable(&key.algorithm())?;
        let fingerprint = || key.fingerprint(HashAlg::Sha256).to_string();
        let name = match before.first() {
            Some(principal) => (*principal).to_owned(),
            None => Some(key.comment())
                .filter(|c| !c.is_empty())
                .map_or_else(fingerprint, str::to_owned),
        };
        Ok(Named { key, name })
    }
}

impl SigningKey {
    /// Reads a private key.
    ///
    /// # Errors
    /// When it is none, is closed with a passphrase, or of a sort that cannot be used.
    pub fn parse(text: &str) -> Result<SigningKey, KeyError> {
        if PublicKey::from_openssh(text.trim()).is_ok() {
            return Err(KeyError::Public);
        }
        let key = PrivateKey::from_openssh(text).map_err(|_| KeyError::NotPrivate)?;
        usable(&key.algorithm())?;
        if key.is_encrypted() {
            return Err(KeyError::Encrypted);
        }
        match key.algorithm() {
            sort @ (Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256) => {
                Err(KeyError::Sort(format!("{sort}, which lies on a token,")))
            }
            _ => Ok(SigningKey(key)),
        }
    }

    /// The signature of a ledger, as its file has it. The same key and ledger give the same bytes.
    ///
    /// # Errors
    /// When the key cannot sign after all.
    pub fn sign(&self, ledger: &Ledger) -> Result<String, KeyError> {
        let fault = |_| KeyError::Sort(self.0.algorithm().to_string());
        let bytes = ledger.write();
        let signature = self.0.sign(NAMESPACE, HashAlg::Sha512, bytes.as_bytes()).map_err(fault)?;
        let mut text = signature.to_pem(LineEnding::LF).map_err(fault)?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Ok(text)
    }

    /// How the public key is written, to be handed to those who trust it.
    pub fn public(&self) -> String {
        self.0.public_key().to_openssh().unwrap_or_default()
    }
}

/// Refuses what signatures are not checked for: RSA, whose only library is open to a timing attack, and
/// DSA, which is broken.
fn usable(sort: &Algorithm) -> Result<(), KeyError> {
    match sort {
        Algorithm::Ed25519 | Algorithm::SkEd25519 | Algorithm::SkEcdsaSha2NistP256 => Ok(()),
        Algorithm::Ecdsa { curve } if curve.as_str() != "nistp521" => Ok(()),
        other => Err(KeyError::Sort(other.to_string())),
    }
}
