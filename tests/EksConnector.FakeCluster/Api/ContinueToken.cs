using System.Globalization;
using System.Text;

namespace EksConnector.FakeCluster;

/// <summary>The position of the next page of a list, and the resource version of the list.</summary>
internal sealed record ContinueToken(long Version, string Namespace, string Name)
{
    public static ContinueToken Read(string text)
    {
        try
        {
            string[] parts = Encoding.UTF8.GetString(Convert.FromBase64String(text)).Split('\n');
            if (parts.Length == 3)
            {
                return new ContinueToken(long.Parse(parts[0], CultureInfo.InvariantCulture), parts[1], parts[2]);
            }
        }
        catch (FormatException)
        {
            // The error is thrown below.
        }

        throw ApiError.BadRequest("invalid continue token: continue key is not valid: invalid character 'i' looking for beginning of value");
    }

    public override string ToString() =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Version}\n{Namespace}\n{Name}")));
}
