namespace EksConnector.Core.Impersonation;

/// <summary>The ARN of an IAM principal, and the user that Kubernetes takes it for.</summary>
/// <param name="Text">The ARN as it was given.</param>
/// <param name="KubernetesUser">The name of the user that the connector impersonates for this principal.</param>
/// <param name="Kind">What kind of principal it is.</param>
/// <param name="Partition">Its partition, such as <c>aws</c>.</param>
internal sealed record PrincipalArn(string Text, string KubernetesUser, PrincipalKind Kind, string Partition)
{
    /// <summary>Reads an ARN.</summary>
    /// <param name="text">The text; nothing is trimmed.</param>
    /// <exception cref="EksConnectorException"><see cref="ErrorIds.InvalidPrincipalArn"/>.</exception>
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

    /// <summary>Reads an ARN where a text that is none is no failure.</summary>
    /// <returns>The principal; null where the text is not the ARN of one.</returns>
    public static PrincipalArn? TryParse(string text) => new ArnReader(text).Read();

    /// <summary>What the user should know of how this ARN is taken.</summary>
    public IEnumerable<string> Warnings()
    {
        if (Kind == PrincipalKind.Role && KubernetesUser != Text)
        {
            yield return $"{Text}: Amazon EKS omits the path of a role, so the Kubernetes user is {KubernetesUser}.";
        }

        if (!ArnPartition.IsOffered(Partition))
        {
            yield return $"{Text}: the EKS Connector is not available in the partition {Partition}.";
        }
    }
}
