namespace EksConnector.Core.Security;

/// <summary>What the characters around the prefix of a token must be.</summary>
internal enum TokenForm
{
    /// <summary>The characters of a token, long enough.</summary>
    Any,

    /// <summary>The prefix starts a word, and the token looks like a secret, because the prefix is also part of other words.</summary>
    Word,

    /// <summary>The prefix starts a word, and letters that are not hexadecimal digits follow, because it also occurs in digests.</summary>
    Letters,

    /// <summary>A character that is not part of the token stands before it; letters in both cases and digits follow, as many as the length says.</summary>
    Exact,

    /// <summary>The token starts before the text that identifies it.</summary>
    Inside,

    /// <summary>The number of a bot stands before the token.</summary>
    Bot,

    /// <summary>An address, of which every part is secret.</summary>
    Address,

    /// <summary>The hash of a password, with its parameters.</summary>
    Hash,
}
