namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>
/// Determines the kind of a plain scalar by the rules of YAML 1.1 as kubectl's parser applies them: <c>n</c> is false and
/// <c>1_000</c> is a number, and both are rejected for a string field.
/// </summary>
internal static class YamlScalars
{
    private const string TagPrefix = "tag:yaml.org,2002:";

    public static YamlNodeKind KindOf(string text, string? tag, bool isPlain)
    {
        if (tag is not null)
        {
            string name = tag.StartsWith(TagPrefix, StringComparison.Ordinal) ? tag[TagPrefix.Length..] : tag;
            return name switch
            {
                "null" => YamlNodeKind.Null,
                "bool" => YamlNodeKind.Boolean,
                "int" or "float" => YamlNodeKind.Number,
                _ => YamlNodeKind.Text,
            };
        }

        return isPlain ? KindOfPlain(text) : YamlNodeKind.Text;
    }

    public static bool IsBinaryTag(string? tag) => string.Equals(tag, TagPrefix + "binary", StringComparison.Ordinal);

    public static bool IsTrue(string text) => text is "y" or "Y" or "yes" or "Yes" or "YES" or "true" or "True" or "TRUE" or "on" or "On" or "ON";

    private static YamlNodeKind KindOfPlain(string text) => text switch
    {
        "" or "~" or "null" or "Null" or "NULL" => YamlNodeKind.Null,
        "n" or "N" or "no" or "No" or "NO" or "false" or "False" or "FALSE" or "off" or "Off" or "OFF" => YamlNodeKind.Boolean,
        _ when IsTrue(text) => YamlNodeKind.Boolean,
        _ when IsNumber(text) => YamlNodeKind.Number,
        _ => YamlNodeKind.Text,
    };

    private static bool IsNumber(string text)
    {
        char first = text[0];
        if (first is not ((>= '0' and <= '9') or '+' or '-' or '.'))
        {
            return false;
        }

        ReadOnlySpan<char> rest = text.Contains('_', StringComparison.Ordinal)
            ? text.Replace("_", string.Empty, StringComparison.Ordinal)
            : text;
        if (rest is ".nan" or ".NaN" or ".NAN")
        {
            return true;
        }

        if (rest.Length > 0 && rest[0] is ('+' or '-'))
        {
            rest = rest[1..];
        }

        if (rest is ".inf" or ".Inf" or ".INF")
        {
            return true;
        }

        if (rest.Length > 2 && rest[0] == '0')
        {
            switch (rest[1])
            {
                case 'x' or 'X':
                    return IsHexadecimal(rest[2..]);
                case 'o' or 'O':
                    return !rest[2..].ContainsAnyExceptInRange('0', '7');
                case 'b' or 'B':
                    return !rest[2..].ContainsAnyExcept('0', '1');
            }
        }

        return IsDecimal(rest);
    }

    private static bool IsHexadecimal(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigit(c))
            {
                return false;
            }
        }

        return true;
    }

    // Digits with an optional decimal point and an optional exponent.
    private static bool IsDecimal(ReadOnlySpan<char> text)
    {
        int digits = SkipDigits(text, 0);
        int position = digits;
        if (position < text.Length && text[position] == '.')
        {
            int end = SkipDigits(text, position + 1);
            digits += end - position - 1;
            position = end;
        }

        if (digits == 0)
        {
            return false;
        }

        if (position < text.Length && text[position] is ('e' or 'E'))
        {
            position++;
            if (position < text.Length && text[position] is ('+' or '-'))
            {
                position++;
            }

            int end = SkipDigits(text, position);
            return end > position && end == text.Length;
        }

        return position == text.Length;
    }

    private static int SkipDigits(ReadOnlySpan<char> text, int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }
}
