package dev.mintmark.e2e.chaos;

/// Somebody with an account. Their password has a number, which goes up when it is changed.
final class Person {
    private final String name;
    private volatile int credential;
    private volatile boolean disabled;

    Person(String name) {
        this.name = name;
    }

    String name() {
        return name;
    }

    int credential() {
        return credential;
    }

    static String password(int credential) {
        return "correct horse battery " + credential;
    }

    void passwordIs(int number) {
        credential = number;
    }

    boolean isDisabled() {
        return disabled;
    }

    void isNowDisabled() {
        disabled = true;
    }
}
