namespace EksConnector.Kubernetes.KubeConfig;

/// <summary>What the loader learns from its surroundings, in one place so that tests need not change the process.</summary>
internal sealed class KubeConfigEnvironment
{
    /// <summary>The process's own.</summary>
    public static KubeConfigEnvironment Default { get; } = new();

    /// <summary>Reads an environment variable; null where it is not set.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Where a pod finds its service account.</summary>
    public string ServiceAccountFolder { get; init; } = "/var/run/secrets/kubernetes.io/serviceaccount";

    /// <summary>The caller's home; null where there is none.</summary>
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
