using EksConnector.Core.Aws;
using EksConnector.Core.Connector;
using EksConnector.Core.Diagnosis.Facts;
using EksConnector.Core.Kubernetes;

namespace EksConnector.Core.Diagnosis.Reset;

/// <summary>The reasons for which an activation is not reset, before anything is changed.</summary>
internal static class ResetChecks
{
    /// <summary>Returns the cluster side of an installed connector that can use a new activation.</summary>
    public static ClusterSide Installed(DiagnosisSnapshot snapshot)
    {
        ClusterSide side = snapshot.Cluster!;
        if (side.NotInstalled is { } why)
        {
            throw new EksConnectorException(
                ErrorIds.ConnectorNotInstalled,
                FailureCategory.ObjectNotFound,
                why,
                side.NotInstalledAction ?? "Install the connector first: register the cluster, and apply the manifest.")
            {
                Target = side.Context,
            };
        }

        if (side.StatefulSetUnread is { } unread)
        {
            throw new EksConnectorException(
                ErrorIds.AccessDenied,
                FailureCategory.PermissionDenied,
                $"Context '{side.Context}': nothing was changed, because the StatefulSet could not be read: {unread.Why}.",
                unread.RecommendedAction ?? "Run the command as a user who can read the StatefulSet.")
            {
                Target = side.Context,
            };
        }

        if (side.Settings is null)
        {
            throw Refused(side, $"the StatefulSet has no init container '{ConnectorNames.InitContainer}'", "Apply the connector manifest again.");
        }

        return side.Replicas == 0
            ? throw Refused(
                side,
                "the StatefulSet is scaled to zero, so the connector could not use a new activation",
                $"Scale the StatefulSet '{ConnectorNames.StatefulSet}' to 2 replicas, and then run the command again.")
            : side;
    }

    /// <summary>Returns the AWS side, which must have been read.</summary>
    public static AwsSide AwsOf(DiagnosisSnapshot snapshot)
    {
        ClusterSide side = snapshot.Cluster!;
        AwsSide aws = snapshot.Aws!;
        if (snapshot.AwsFailure is { } failure)
        {
            throw failure;
        }

        return aws.ClusterUnread is { } unread
            ? throw Refused(side, $"Amazon EKS could not be queried: {unread.Why}", unread.RecommendedAction ?? "Run Test-EksConnectorActivation for details.")
            : aws;
    }

    /// <summary>Checks that the name is that of this cluster. Objects in the cluster alone must not decide which EKS cluster is deregistered.</summary>
    public static void CheckName(DiagnosisSnapshot snapshot, ClusterSide side, string name, EksCluster? eks, bool isOfRecord)
    {
        if (snapshot.GivenName is not null)
        {
            return;
        }

        string[] names = [.. snapshot.Names.Select(item => item.Name).Distinct(StringComparer.Ordinal)];
        if (names.Length > 1)
        {
            throw Refused(side, $"the replicas refer to different clusters ({string.Join(", ", names)})", "Specify the correct name with -ClusterName.");
        }

        bool isKnown = isOfRecord || eks is null
            || (eks.ConnectorConfig?.ActivationId is { } current
                && (side.Settings!.ActivationId.Value == current || side.States.Any(state => state.ActivationId == current)));
        if (!isKnown)
        {
            throw Refused(
                side,
                $"the cluster '{name}' in Amazon EKS has an activation that nothing in this cluster refers to, so it might be another cluster",
                $"Check that '{name}' is the registration of this cluster, and then run the command again with -ClusterName {name}.");
        }
    }

    /// <summary>Checks the form of a Region.</summary>
    public static void CheckRegion(ClusterSide side, string region)
    {
        if (!Setting.IsRegion(region))
        {
            throw Refused(side, $"'{OneLine.Of(region)}' is not a valid Region", "Specify a Region such as eu-west-1 with -Region.");
        }
    }

    /// <summary>Checks the form of the activation code that the user specified.</summary>
    public static void CheckCode(ClusterSide side, GivenActivation given)
    {
        if (!IsWellFormed(ActivationCodeFacts.OfPlain(given.Code.Reveal())))
        {
            throw Refused(
                side,
                "-ActivationCode is not an activation code",
                "Specify connectorConfig.activationCode of the response to RegisterCluster as it is: 20 to 250 characters without quotation marks or white space, and not base64-encoded.");
        }
    }

    /// <summary>Returns whether a code has the form of an activation code, as it must be in the Secret.</summary>
    public static bool IsWellFormed(ActivationCodeFacts code) => code is
    {
        IsThere: true, Placeholder: null, IsNotEncoded: false, WrongEncoding: null, IsQuoted: false, IsDoubleEncoded: false, HasWhiteSpace: false,
        Length: >= ActivationCodeFacts.MinimumLength and <= ActivationCodeFacts.MaximumLength,
    };

    /// <summary>
    /// Returns whether the activation Secret is immutable and must be created again, which loses nothing because the old code is not needed
    /// any more. A Secret with other values is refused.
    /// </summary>
    public static bool RecreatesCodeSecret(DiagnosisSnapshot snapshot)
    {
        ClusterSide side = snapshot.Cluster!;
        return side.ActivationSecret is { IsImmutable: true, HasOtherValues: true }
            ? throw Refused(
                side,
                $"the Secret '{side.Settings!.CodeSecret}' is immutable and also contains other values",
                "Save a copy of the Secret, delete it, create it again from the copy without 'immutable: true', and run the cmdlet again.")
            : side.ActivationSecret.IsImmutable;
    }

    /// <summary>Returns the error for a connector that Helm would set back to the old activation.</summary>
    public static EksConnectorException ManagedByHelm(DiagnosisSnapshot snapshot, FixCommand? commands)
    {
        ClusterSide side = snapshot.Cluster!;
        string then = "Then run Reset-EksConnectorActivation again: it removes the old state and restarts the Pods.";
        return new EksConnectorException(
            ErrorIds.ManagedByHelm,
            FailureCategory.InvalidOperation,
            $"Context '{side.Context}': nothing was changed, because Helm manages the connector in namespace '{side.Namespace}', and its next upgrade would restore the old activation.",
            commands is null
                ? $"Register the cluster again, and set eks.activationId, eks.activationCode and eks.agentRegion with helm upgrade and a values file. {then}"
                : $"If the commands do not set the environment variable {ConnectorNames.ActivationCodeVariable}, set it to the activation code. Then run in PowerShell: {commands.PowerShell.Replace("\n", "; ", StringComparison.Ordinal)} . {then}")
        {
            Target = side.Context,
        };
    }

    /// <summary>Returns the error for a reset that changed nothing.</summary>
    public static EksConnectorException Refused(ClusterSide side, string why, string recommendedAction) => new(
        ErrorIds.InvalidParameter,
        FailureCategory.InvalidOperation,
        $"Context '{side.Context}': nothing was changed, because {why}.",
        recommendedAction)
    {
        Target = side.Context,
    };
}
