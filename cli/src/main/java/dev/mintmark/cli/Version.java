package dev.mintmark.cli;

import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into the jar.
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        var version = Version.class.getPackage().getImplementationVersion();
        return new String[] {
            "mintmark "
                    + (version == null ? "(not packaged)" : version)
                    + ", on Java "
                    + Runtime.version().feature()
        };
    }
}
