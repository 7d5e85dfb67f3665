using System.Buffers;
using System.Text;

namespace EksConnector.Core.Impersonation;

/// <summary>
/// Parses the ARN of an IAM principal strictly, from left to right. Any deviation is reported with its position, because to
/// Kubernetes a name that differs by one character is a different user.
/// </summary>
/// <param name="text">The text.</param>
internal sealed class ArnReader(string text)
{
    // The limits of IAM.
    private const int MaxLength = 2048;
    private const int MaxName = 64;
    private const int AccountLength = 12;

    private static readonly SearchValues<char> s_nameCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-");

    // IAM allows every printable ASCII character in a path. Characters that are special in a shell or in JSON are rejected.
    private static readonly SearchValues<char> s_pathCharacters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+=,.@_-:");

    private static readonly SearchValues<char> s_digits = SearchValues.Create("0123456789");

    private int _position;

    /// <summary>The problem; only meaningful if <see cref="Read"/> returned null.</summary>
    public ArnProblem Problem { get; private set; }

    /// <summary>Parses the text.</summary>
    /// <returns>The principal, or null if the text is not valid.</returns>
    public PrincipalArn? Read()
    {
        if (text.Length == 0)
        {
            return Fail(0, "the text is empty");
        }

        if (text.Length > MaxLength)
        {
            return Fail(MaxLength, $"an ARN has at most {MaxLength} characters, and this text has {text.Length}");
        }

        if (FindInvalidCharacter() is { } unfit)
        {
            return Fail(unfit, Describe(text[unfit]));
        }

        if (Field("arn") is not { } prefix || Field("the partition") is not { } partition || Field("the service") is not { } service
            || Field("the Region") is not { } region || Field("the account") is not { } account)
        {
            return null;
        }

        return Check(prefix, partition, service, region, account) ? Resource(partition, service, account) : null;
    }

    private bool Check(string prefix, string partition, string service, string region, string account)
    {
        const int afterPrefix = 4;
        int atService = afterPrefix + partition.Length + 1;
        int atRegion = atService + service.Length + 1;
        int atAccount = atRegion + region.Length + 1;
        if (prefix != "arn")
        {
            return Fail(0, "an ARN starts with 'arn:' in lower case") is not null;
        }

        if (!ArnPartition.IsKnown(partition))
        {
            return Fail(afterPrefix, $"'{partition}' is not an AWS partition") is not null;
        }

        if (service is not ("iam" or "sts"))
        {
            return Fail(atService, $"'{service}' is not a service with principals: the service must be iam or sts") is not null;
        }

        if (region.Length > 0)
        {
            return Fail(atRegion, "principals do not belong to a Region: this field must be empty") is not null;
        }

        if (account.Length != AccountLength || account.AsSpan().IndexOfAnyExcept(s_digits) >= 0)
        {
            return Fail(atAccount, $"'{account}' is not an account ID, which has {AccountLength} digits") is not null;
        }

        return true;
    }

    private PrincipalArn? Resource(string partition, string service, string account)
    {
        int start = _position;
        string[] parts = text[start..].Split('/');
        return (service, parts[0], parts.Length) switch
        {
            ("iam", "root", 1) => Make(PrincipalKind.Root, text),
            ("iam", "user", > 1) => Named(PrincipalKind.User, parts, text),
            ("iam", "role", > 1) => Named(PrincipalKind.Role, parts, $"arn:{partition}:iam::{account}:role/{parts[^1]}"),
            ("sts", "assumed-role", 3) => Session(parts, $"arn:{partition}:iam::{account}:role/{parts[1]}"),
            ("sts", "assumed-role", _) => Fail(text.Length, "a role session has the form assumed-role/NAME/SESSION"),
            ("sts", "federated-user", 2) => Named(PrincipalKind.FederatedUser, parts, text),
            ("iam", "user" or "role", 1) => Fail(text.Length, "its name is missing"),
            ("iam", _, _) => Fail(start, $"'{parts[0]}' is not a principal: it must be role/NAME, user/NAME or root"),
            _ => Fail(start, $"'{parts[0]}' is not a principal: it must be assumed-role/NAME/SESSION or federated-user/NAME"),
        };

        PrincipalArn Make(PrincipalKind kind, string user) => new(text, user, kind, partition);

        PrincipalArn? Named(PrincipalKind kind, string[] named, string user)
        {
            int at = start + named[0].Length + 1;
            for (int i = 1; i < named.Length - 1; i++)
            {
                if (named[i].Length == 0)
                {
                    return Fail(at, "a part of the path is empty");
                }

                if (named[i].AsSpan().IndexOfAnyExcept(s_pathCharacters) is >= 0 and var unfit)
                {
                    return Fail(at + unfit, $"a path cannot contain {Describe(named[i][unfit])} here: letters, digits and +=,.@_-: are allowed");
                }

                at += named[i].Length + 1;
            }

            return IsName(named[^1], at) ? Make(kind, user) : null;
        }

        PrincipalArn? Session(string[] session, string user)
        {
            int at = start + session[0].Length + 1;
            return IsName(session[1], at) && IsName(session[2], at + session[1].Length + 1)
                ? Make(PrincipalKind.RoleSession, user)
                : null;
        }
    }

    private bool IsName(string name, int at)
    {
        if (name.Length is 0 or > MaxName)
        {
            return Fail(
                name.Length == 0 ? at : at + MaxName,
                name.Length == 0 ? "its name is missing" : $"a name has at most {MaxName} characters") is not null;
        }

        int unfit = name.AsSpan().IndexOfAnyExcept(s_nameCharacters);
        return unfit < 0 || Fail(at + unfit, $"a name cannot contain {Describe(name[unfit])}: letters, digits and +=,.@_- are allowed") is not null;
    }

    private string? Field(string what)
    {
        int end = text.IndexOf(':', _position);
        if (end < 0)
        {
            Fail(text.Length, $"the text ends before the ':' after {what}");
            return null;
        }

        string field = text[_position..end];
        _position = end + 1;
        return field;
    }

    // Checked first: white space and wildcards are the most common mistakes, and no field of an ARN can contain them.
    private int? FindInvalidCharacter()
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is <= ' ' or > '~' or '*' or '?')
            {
                return i;
            }
        }

        return null;
    }

    private static string Describe(char character) => character switch
    {
        '*' or '?' => $"'{character}', which is not a wildcard here: RBAC compares names exactly, so specify the ARN of each principal",
        ' ' => "a space",
        '\n' => "a line feed",
        '\r' => "a carriage return",
        '\t' => "a tab",
        < ' ' or > '~' => $"the character U+{(int)character:X4}",
        _ => $"'{character}'",
    };

    private PrincipalArn? Fail(int index, string what)
    {
        Problem = new ArnProblem(index + 1, what);
        return null;
    }

    /// <summary>Formats a text on one line, with visible white space and control characters and a mark at a position.</summary>
    /// <param name="text">The text.</param>
    /// <param name="position">The position, counted from 1.</param>
    /// <returns>For example, <c>arn:aws:iam::»*</c>; a long text is truncated at both ends.</returns>
    public static string Show(string text, int position)
    {
        const int around = 60;
        int from = Math.Max(0, position - 1 - around);
        int to = Math.Min(text.Length, position - 1 + around);
        var shown = new StringBuilder(from > 0 ? "..." : string.Empty);
        for (int i = from; i < to; i++)
        {
            if (i == position - 1)
            {
                shown.Append('»');
            }

            shown.Append(text[i] switch
            {
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                < ' ' or > '~' => $"\\u{(int)text[i]:x4}",
                _ => text[i].ToString(),
            });
        }

        return (position > text.Length ? shown.Append('»') : shown).Append(to < text.Length ? "..." : string.Empty).ToString();
    }
}
