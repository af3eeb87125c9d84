package dev.mintmark.server.account;

import dev.mintmark.verifier.json.JsonArray;
import dev.mintmark.verifier.json.JsonLimits;
import dev.mintmark.verifier.json.JsonReader;
import dev.mintmark.verifier.json.JsonString;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TreeSet;

/// Makes the file of common passwords anew: from a JSON array of strings, to a file.
final class CommonPasswordsFile {
    private static final JsonLimits LIMITS = new JsonLimits(16 << 20, 4, 1_000_000);

    private CommonPasswordsFile() {}

    public static void main(String[] args) throws Exception {
        var list = (JsonArray) JsonReader.read(Files.readAllBytes(Path.of(args[0])), LIMITS);
        var prefixes = new TreeSet<byte[]>(Arrays::compareUnsigned);
        for (var item : list.items()) {
            if (item instanceof JsonString(var text)
                    && text.codePointCount(0, text.length()) >= PasswordRule.MIN_CHARACTERS) {
                prefixes.add(CommonPasswords.prefix(text));
            }
        }
        var out = new ByteArrayOutputStream();
        prefixes.forEach(out::writeBytes);
        Files.write(Path.of(args[1]), out.toByteArray());
        System.out.println(prefixes.size() + " passwords");
    }
}
