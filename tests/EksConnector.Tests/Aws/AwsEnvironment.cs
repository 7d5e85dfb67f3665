using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Amazon.Runtime.Internal;
using EksConnector.Core.Aws;
using EksConnector.FakeCluster.Aws;

namespace EksConnector.Tests.Aws;

/// <summary>
/// The environment of a test: only the AWS variables of the test, and its own configuration files. The paths of the files are the same in
/// all tests, because the SDK reads them only once for each process. Tests that specify endpoint and keys (<see cref="SourceOf"/>) do not
/// need it and run in parallel.
/// </summary>
internal sealed class AwsEnvironment : IDisposable
{
    private const string ConfigFile = "AWS_CONFIG_FILE";
    private const string CredentialsFile = "AWS_SHARED_CREDENTIALS_FILE";

    private static readonly DirectoryInfo s_folder = MakeFolder();

    private readonly Dictionary<string, string?> _before = new(StringComparer.Ordinal);

    /// <summary>Sets the paths of the files and removes the variables of the user before any test can call AWS, regardless of the order of tests.</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255:The 'ModuleInitializer' attribute should not be used in libraries", Justification = "The SDK reads the variables once, and tests run in any order.")]
    internal static void NameFiles()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (((string)variable.Key).StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
            {
                Environment.SetEnvironmentVariable((string)variable.Key, null);
            }
        }

        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        Environment.SetEnvironmentVariable("AWS_REGION", FakeAws.Region);
        Environment.SetEnvironmentVariable(ConfigFile, Path.Combine(s_folder.FullName, "config"));
        Environment.SetEnvironmentVariable(CredentialsFile, Path.Combine(s_folder.FullName, "credentials"));
        FallbackInternalConfigurationFactory.Reset();
    }

    public AwsEnvironment()
    {
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            if (((string)variable.Key).StartsWith("AWS_", StringComparison.OrdinalIgnoreCase))
            {
                Set((string)variable.Key, null);
            }
        }

        Set(ConfigFile, Path.Combine(s_folder.FullName, "config"));
        Set(CredentialsFile, Path.Combine(s_folder.FullName, "credentials"));
        Set("AWS_EC2_METADATA_DISABLED", "true");
    }

    /// <summary>The endpoint and the key of the fake of AWS. The Region comes from the environment.</summary>
    public static AwsConnectionSource SourceOf(FakeAws aws) => new()
    {
        EndpointUrl = aws.Endpoint,
        AccessKeyId = FakeAws.AccessKeyId,
        SecretAccessKey = new SecretText(FakeAws.SecretAccessKey),
    };

    /// <summary>Sets the fake of AWS as the endpoint, with the configuration files of this environment.</summary>
    public void Enter(FakeAws aws)
    {
        foreach ((string name, string? value) in aws.Environment)
        {
            if (name is not (ConfigFile or CredentialsFile))
            {
                Set(name, value);
            }
        }
    }

    public void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    public static string Write(string name, string text)
    {
        string path = Path.Combine(s_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Stores a sign-in to AWS IAM Identity Center in a home folder of the test, as the AWS CLI does.</summary>
    public void SignIn(string startUrl, string accessToken)
    {
        Set("HOME", s_folder.FullName);
        string cache = Directory.CreateDirectory(Path.Combine(s_folder.FullName, ".aws", "sso", "cache")).FullName;
#pragma warning disable CA5350 // The file name of the AWS CLI.
        string name = Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(startUrl))).ToLowerInvariant();
#pragma warning restore CA5350
        File.WriteAllText(
            Path.Combine(cache, name + ".json"),
            $$"""{"startUrl": "{{startUrl}}", "region": "us-west-2", "accessToken": "{{accessToken}}", "expiresAt": "{{DateTime.UtcNow.AddHours(8):yyyy-MM-dd'T'HH:mm:ss'Z'}}"}""");
    }

    public void Dispose()
    {
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Write("config", string.Empty);
        Write("credentials", string.Empty);
    }

    private static DirectoryInfo MakeFolder()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("eksconnector-aws-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        File.WriteAllText(Path.Combine(folder.FullName, "config"), string.Empty);
        File.WriteAllText(Path.Combine(folder.FullName, "credentials"), string.Empty);
        return folder;
    }
}
