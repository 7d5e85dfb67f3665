namespace EksConnector.Core.Activation;

/// <summary>
/// How connector-init says what stopped it: the one table of the fragments that its fatal lines are recognised by. The first
/// row that fits counts, so what is more precise stands before what is less.
/// </summary>
internal static class InitLogFragments
{
    /// <summary>Which fragments, all of them, mean what.</summary>
    public static readonly IReadOnlyList<(string[] Fragments, string Code)> All =
    [
        // The cluster's own API server, before anything is sent to AWS.
        (["open ", "/serviceaccount/token", "no such file"], FindingCodes.ServiceAccountTokenMissing),
        (["unable to load in-cluster configuration"], FindingCodes.ServiceAccountTokenMissing),
        (["is forbidden", "User \"system:anonymous\""], FindingCodes.ServiceAccountTokenEmpty),
        (["secrets \"", "is forbidden"], FindingCodes.StateSecretForbidden),
        (["secrets is forbidden"], FindingCodes.StateSecretForbidden),
        (["initiate eks-connector: Unauthorized"], FindingCodes.ServiceAccountTokenStale),
        (["cannot get pod name from env"], FindingCodes.InitConfigurationInvalid),
        (["unexpected pod name"], FindingCodes.InitConfigurationInvalid),
        (["failed to load configuration"], FindingCodes.InitConfigurationInvalid),
        (["required flag(s)"], FindingCodes.InitConfigurationInvalid),
        (["unknown flag"], FindingCodes.InitConfigurationInvalid),
        (["cannot be deserialized"], FindingCodes.StateInvalid),

        // What Systems Manager answers.
        (["InvalidActivation"], FindingCodes.InvalidActivation),
        (["ActivationExpired"], FindingCodes.ActivationExpired),
        (["RegistrationLimitExceeded"], FindingCodes.RegistrationLimitExceeded),
        (["InstanceAlreadyRegistered"], FindingCodes.InstanceAlreadyRegistered),
        (["ValidationException"], FindingCodes.RegistrationRejected),
        (["InvalidPublicKey"], FindingCodes.RegistrationFailed),
        (["TooManyUpdates"], FindingCodes.RegistrationFailed),
        (["InternalServerError"], FindingCodes.RegistrationFailed),
        (["ThrottlingException"], FindingCodes.RegistrationFailed),
        (["MissingRegion"], FindingCodes.RegionMissing),
        (["InvalidEndpointURL"], FindingCodes.RegionInvalid),

        // The way to Systems Manager.
        (["//ssm.", "no such host"], FindingCodes.SsmDnsFailed),
        (["//ssm.", "server misbehaving"], FindingCodes.SsmDnsFailed),
        (["//ssm.", "lookup ssm.", "i/o timeout"], FindingCodes.SsmDnsFailed),
        (["//ssm.", "connection refused"], FindingCodes.SsmConnectionRefused),
        (["//ssm.", "x509:"], FindingCodes.SsmTlsFailed),
        (["//ssm.", "tls:"], FindingCodes.SsmTlsFailed),
        (["//ssm.", "i/o timeout"], FindingCodes.SsmTimeout),
        (["//ssm.", "Client.Timeout exceeded"], FindingCodes.SsmTimeout),
        (["//ssm.", "context deadline exceeded"], FindingCodes.SsmTimeout),
        (["//ssm.", "TLS handshake timeout"], FindingCodes.SsmTimeout),
        (["RequestError: send request failed"], FindingCodes.SsmUnreachable),
        (["dial tcp"], FindingCodes.ApiServerUnreachable),
    ];

    /// <summary>Begins what connector-init registers itself with.</summary>
    public const string Registering = "registering at SSM with activationId ";

    /// <summary>Finds out what a fatal text means.</summary>
    /// <returns>The code; <see cref="FindingCodes.InitFailed"/> where no row fits.</returns>
    public static string CodeOf(string fatal)
    {
        foreach ((string[] fragments, string code) in All)
        {
            if (Array.TrueForAll(fragments, fragment => fatal.Contains(fragment, StringComparison.OrdinalIgnoreCase)))
            {
                return code;
            }
        }

        return FindingCodes.InitFailed;
    }
}
