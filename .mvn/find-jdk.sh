# Finds the JDK that Mintmark is built with and runs on. Sourced by ./mintmark and ./check; POSIX sh.
#
#   find_jdk      sets `jdk` to the home of a JDK of at least $jdk_wanted, or explains on standard error and fails
#   find_jdk_of   prints the home of a JDK of exactly the given release, if one is in the usual folders
#
# JAVA_HOME wins, then the java on the PATH, then the folders where JDKs are usually installed. Of those, the oldest
# that is new enough is taken: a newer one has been tried less.

jdk_wanted=25

# The feature release of the JDK in folder $1, such as 25; empty when there is none. The `release` file saves
# starting a virtual machine, but not every distribution ships one.
jdk_release() {
    [ -x "$1/bin/javac" ] && [ -x "$1/bin/java" ] || return 0
    jdk_version=
    if [ -r "$1/release" ]; then
        jdk_version=$(sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9]*\).*/\1/p' "$1/release" | head -n 1)
    fi
    if [ -z "$jdk_version" ]; then
        jdk_version=$("$1/bin/java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p' | head -n 1)
    fi
    printf '%s' "$jdk_version"
}

jdk_new_enough() {
    jdk_found=$(jdk_release "$1")
    [ -n "$jdk_found" ] && [ "$jdk_found" -ge "$jdk_wanted" ]
}

# The file that $1 names, with every symbolic link on the way followed.
follow_links() {
    followed=$1
    while [ -L "$followed" ]; do
        link_target=$(readlink "$followed")
        case $link_target in
            /*) followed=$link_target ;;
            *) followed=$(dirname "$followed")/$link_target ;;
        esac
    done
    printf '%s' "$followed"
}

# The home of the java on the PATH; empty when there is none. It may be a shim of a version manager, which only java
# itself can see through.
jdk_on_path() {
    java_command=$(command -v java) || return 0
    java_command=$(follow_links "$java_command")
    java_home=$(cd "$(dirname "$java_command")/.." 2>/dev/null && pwd -P) || return 0
    if [ ! -r "$java_home/release" ]; then
        java_home=$(java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p')
    fi
    printf '%s' "$java_home"
}

# The folders where JDKs are usually installed, one a line.
usual_jdks() {
    for jdk_folder in \
        /usr/lib/jvm/* \
        /usr/java/* \
        /opt/java/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        "${HOME:-/nonexistent}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-/nonexistent}"/.sdkman/candidates/java/* \
        "${HOME:-/nonexistent}"/.jdks/*; do
        if [ -d "$jdk_folder" ]; then printf '%s\n' "$jdk_folder"; fi
    done
}

find_jdk() {
    jdk=
    if [ -n "${JAVA_HOME:-}" ] && jdk_new_enough "$JAVA_HOME"; then
        jdk=$JAVA_HOME
        return 0
    fi

    java_home=$(jdk_on_path)
    if [ -n "$java_home" ] && jdk_new_enough "$java_home"; then
        jdk=$java_home
        return 0
    fi

    jdk=$(usual_jdks | while IFS= read -r jdk_candidate; do
        if jdk_new_enough "$jdk_candidate"; then printf '%s %s\n' "$jdk_found" "$jdk_candidate"; fi
    done | sort -n | head -n 1 | cut -d ' ' -f 2-)
    [ -n "$jdk" ] && return 0

    echo "mintmark: no JDK $jdk_wanted or newer found (looked at JAVA_HOME, the PATH and the usual folders)." >&2
    echo "Install one, for example from https://adoptium.net, or point JAVA_HOME at yours." >&2
    return 1
}

# Prints the home of a JDK of exactly release $1; nothing when there is none.
find_jdk_of() {
    usual_jdks | while IFS= read -r jdk_candidate; do
        if [ "$(jdk_release "$jdk_candidate")" = "$1" ]; then
            printf '%s' "$jdk_candidate"
            break
        fi
    done
}
