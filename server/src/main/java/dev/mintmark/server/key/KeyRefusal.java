package dev.mintmark.server.key;

/// Why an administrator's order about keys was not carried out.
public enum KeyRefusal {
    NO_SUCH_KEY("There is no key of this kid."),
    NO_SUCH_SLOT("No key of this algorithm signs or is about to."),
    NOT_ANNOUNCED("No key of this kid is announced."),
    NOT_PUBLISHED("This key is not published any more."),
    NOTHING_TO_ROLL_BACK_TO("No key that signed before is still published."),
    KEY_IS_KNOWN("A key of this kid is or was here already."),
    NO_DEVICE("No PKCS#11 token is set up here (pkcs11-library)."),
    NOT_IN_DEVICE("A key of this algorithm cannot be made in a PKCS#11 token."),
    DEVICE_AWAY("This key is in a PKCS#11 token that this node cannot use now."),
    NOT_OFFERED("This authority signs with no algorithm that fits this key."),
    HAS_NO_PRIVATE_HALF(
            "This file holds only a public key: it can verify, but nothing can be signed with it."),
    TOO_MANY_KEYS("No more than 100 keys can be published."),
    TOO_MANY_SUCCESSORS("Four keys of this algorithm wait for their turn already.");

    private final String sentence;

    KeyRefusal(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
