namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>The environment of the loader, which tests can replace.</summary>
internal sealed class KubeConfigEnvironment
{
    /// <summary>The environment of the process.</summary>
    public static KubeConfigEnvironment Default { get; } = new();

    /// <summary>The function that reads an environment variable and returns null if it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The folder of the service account in a Pod.</summary>
    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The home folder of the current user; null for none.</summary>
    public string? Home
    {
        get
        {
            string? home = Variable("HOME");
            if (string.IsNullOrEmpty(home) && OperatingSystem.IsWindows())
            {
                home = Variable("USERPROFILE");
            }

            return string.IsNullOrEmpty(home) ? null : home;
        }
    }
}
