namespace EksConnector.Core.Impersonation;

/// <summary>The ARN of an IAM principal and the matching Kubernetes user.</summary>
/// <param name="Text">The ARN as it was specified.</param>
/// <param name="KubernetesUser">The name of the user that the connector impersonates for this principal.</param>
/// <param name="Kind">The kind of the principal.</param>
/// <param name="Partition">The partition, such as <c>aws</c>.</param>
internal sealed record PrincipalArn(string Text, string KubernetesUser, PrincipalKind Kind, string Partition)
{
    /// <summary>Parses an ARN.</summary>
    /// <param name="text">The text, which is not trimmed.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidPrincipalArn"/>: the text is not the ARN of an IAM principal.</exception>
    public static PrincipalArn Parse(string? text)
    {
        var reader = new ArnReader(text ?? string.Empty);
        if (reader.Read() is { } principal)
        {
            return principal;
        }

        string shown = ArnReader.Show(text ?? string.Empty, reader.Problem.Position);
        throw new EksConnectorException(
            ErrorIds.InvalidPrincipalArn,
            FailureCategory.InvalidArgument,
            $"This is not the ARN of an IAM principal: {shown} (at character {reader.Problem.Position}: {reader.Problem.What}).",
            "Specify the ARN of a role or a user as IAM shows it, such as arn:aws:iam::111122223333:role/admin, without white space or quotes around it.")
        {
            Target = shown,
        };
    }

    /// <summary>Parses an ARN without throwing an exception.</summary>
    /// <returns>The principal; null if the text is not the ARN of an IAM principal.</returns>
    public static PrincipalArn? TryParse(string text) => new ArnReader(text).Read();

    /// <summary>Returns the warnings about the interpretation of this ARN.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Kind == PrincipalKind.Role && KubernetesUser != Text)
        {
            yield return $"{Text}: Amazon EKS omits the path of a role, so the Kubernetes user is {KubernetesUser}.";
        }

        if (!ArnPartition.IsAvailable(Partition))
        {
            yield return $"{Text}: the EKS Connector is not available in the partition {Partition}.";
        }
    }
}
