using EksConnector.Core.Impersonation;

namespace EksConnector.Tests.Impersonation;

public sealed class PrincipalArnTests
{
    private const string LongName = "abcdefghijklmnopqrstuvwxyz0123456789+=,.@_-abcdefghijklmnopqrstu"; // 64

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/admin", "arn:aws:iam::111122223333:role/admin")]
    [InlineData("arn:aws:iam::111122223333:role/team/eu/admin", "arn:aws:iam::111122223333:role/admin")]
    [InlineData("arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_Admin_0123456789abcdef", "arn:aws:iam::111122223333:role/AWSReservedSSO_Admin_0123456789abcdef")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/admin/jane@example.com", "arn:aws:iam::111122223333:role/admin")]
    [InlineData("arn:aws-cn:sts::111122223333:assumed-role/admin/i-0123456789abcdef0", "arn:aws-cn:iam::111122223333:role/admin")]
    [InlineData("arn:aws:iam::111122223333:user/john", "arn:aws:iam::111122223333:user/john")]
    [InlineData("arn:aws:iam::111122223333:user/division/john", "arn:aws:iam::111122223333:user/division/john")]
    [InlineData("arn:aws:iam::111122223333:root", "arn:aws:iam::111122223333:root")]
    [InlineData("arn:aws:sts::111122223333:federated-user/jane", "arn:aws:sts::111122223333:federated-user/jane")]
    [InlineData("arn:aws-us-gov:iam::111122223333:role/admin", "arn:aws-us-gov:iam::111122223333:role/admin")]
    [InlineData("arn:aws-iso:iam::111122223333:role/admin", "arn:aws-iso:iam::111122223333:role/admin")]
    [InlineData("arn:aws-iso-b:iam::111122223333:role/admin", "arn:aws-iso-b:iam::111122223333:role/admin")]
    [InlineData("arn:aws-iso-e:iam::111122223333:role/admin", "arn:aws-iso-e:iam::111122223333:role/admin")]
    [InlineData("arn:aws-iso-f:iam::111122223333:role/admin", "arn:aws-iso-f:iam::111122223333:role/admin")]
    [InlineData("arn:aws-eusc:iam::111122223333:role/admin", "arn:aws-eusc:iam::111122223333:role/admin")]
    [InlineData("arn:aws:iam::111122223333:role/" + LongName, "arn:aws:iam::111122223333:role/" + LongName)]
    public void Maps_a_principal_to_the_user_that_Amazon_EKS_impersonates(string arn, string user) =>
        PrincipalArn.Parse(arn).KubernetesUser.ShouldBe(user);

    [Theory]
    [InlineData("", 1, "the text is empty")]
    [InlineData("*", 1, "not a wildcard")]
    [InlineData("arn:aws:iam::111122223333:role/*", 32, "not a wildcard")]
    [InlineData("arn:aws:iam::111122223333:role/adm?n", 35, "not a wildcard")]
    [InlineData(" arn:aws:iam::111122223333:role/admin", 1, "a space")]
    [InlineData("arn:aws:iam::111122223333:role/admin ", 37, "a space")]
    [InlineData("arn:aws:iam::111122223333:role/admin\n", 37, "a line feed")]
    [InlineData("arn:aws:iam::111122223333:role/admin\r\n", 37, "a carriage return")]
    [InlineData("arn:aws:iam::111122223333:role/a\tb", 33, "a tab")]
    [InlineData("arn:aws:iam::111122223333:role/адмін", 32, "U+0430")]
    [InlineData("arn:aws:iam::111122223333:role/a\u200bb", 33, "U+200B")]
    [InlineData("arn:aws:iam::111122223333:role/a\"b", 33, "a name cannot contain '\"'")]
    [InlineData("arn:aws:iam::111122223333:role/a{b", 33, "a name cannot contain '{'")]
    [InlineData("arn:aws:iam::111122223333:role/a:b", 33, "a name cannot contain ':'")]
    [InlineData("arn:aws:iam::111122223333:user/x';CODE;'/bob", 33, "a path cannot contain '''")]
    [InlineData("arn:aws:iam::111122223333:user/x\"/bob", 33, "a path cannot contain '\"'")]
    [InlineData("arn:aws:iam::111122223333:user/$(id)/bob", 32, "a path cannot contain '$'")]
    [InlineData("arn:aws:iam::111122223333:role/`id`/bob", 32, "a path cannot contain '`'")]
    [InlineData("arn:aws:iam::111122223333:role/a;b/bob", 33, "a path cannot contain ';'")]
    [InlineData("arn:aws:iam::111122223333:role/a|b/bob", 33, "a path cannot contain '|'")]
    [InlineData("arn:aws:iam::111122223333:role/a&b/bob", 33, "a path cannot contain '&'")]
    [InlineData("arn:aws:iam::111122223333:role/a\\b/bob", 33, "a path cannot contain '\\'")]
    [InlineData("arn:aws:iam::111122223333:role/{a}/bob", 32, "a path cannot contain '{'")]
    [InlineData("arn:aws:iam::111122223333:role/a b/bob", 33, "a space")]
    [InlineData("arn:aws:iam::111122223333:role/a\u2019b/bob", 33, "U+2019")]
    [InlineData("arn:aws:iam::111122223333:role/a\u202eb/bob", 33, "U+202E")]
    [InlineData("arn:aws:iam::111122223333:role/a\u007fb/bob", 33, "U+007F")]
    [InlineData("arn:aws:iam::111122223333:role/a\u0000b/bob", 33, "U+0000")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/admin/a'b", 47, "a name cannot contain '''")]
    [InlineData("arn:aws:sts::111122223333:federated-user/a$b", 43, "a name cannot contain '$'")]
    [InlineData("admin", 6, "the ':' after arn")]
    [InlineData("arn:aws:iam::111122223333", 26, "the ':' after the account")]
    [InlineData("ARN:aws:iam::111122223333:role/admin", 1, "starts with 'arn:'")]
    [InlineData("arn:aws2:iam::111122223333:role/admin", 5, "'aws2' is not an AWS partition")]
    [InlineData("arn:AWS:iam::111122223333:role/admin", 5, "'AWS' is not an AWS partition")]
    [InlineData("arn::iam::111122223333:role/admin", 5, "'' is not an AWS partition")]
    [InlineData("arn:aws:eks::111122223333:cluster/x", 9, "'eks' is not a service with principals")]
    [InlineData("arn:aws:iam:us-east-1:111122223333:role/admin", 13, "do not belong to a Region")]
    [InlineData("arn:aws:iam::11112222333:role/admin", 14, "'11112222333' is not an account ID")]
    [InlineData("arn:aws:iam::1111222233334:role/admin", 14, "'1111222233334' is not an account ID")]
    [InlineData("arn:aws:iam::1111-2222-33:role/admin", 14, "is not an account ID")]
    [InlineData("arn:aws:iam::111122223333:role", 31, "name is missing")]
    [InlineData("arn:aws:iam::111122223333:role/", 32, "name is missing")]
    [InlineData("arn:aws:iam::111122223333:role/team/", 37, "name is missing")]
    [InlineData("arn:aws:iam::111122223333:role//admin", 32, "path is empty")]
    [InlineData("arn:aws:iam::111122223333:Role/admin", 27, "'Role' is not a principal")]
    [InlineData("arn:aws:iam::111122223333:group/admins", 27, "'group' is not a principal")]
    [InlineData("arn:aws:iam::111122223333:root/x", 27, "'root' is not a principal")]
    [InlineData("arn:aws:iam::111122223333:assumed-role/admin/jane", 27, "'assumed-role' is not a principal")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/admin", 45, "assumed-role/NAME/SESSION")]
    [InlineData("arn:aws:sts::111122223333:assumed-role/team/admin/jane", 55, "assumed-role/NAME/SESSION")]
    [InlineData("arn:aws:sts::111122223333:assumed-role//jane", 40, "name is missing")]
    [InlineData("arn:aws:sts::111122223333:role/admin", 27, "'role' is not a principal")]
    [InlineData("arn:aws:iam::111122223333:role/" + LongName + "x", 96, "64 characters")]
    public void Reports_a_problem_with_its_position(string text, int position, string what)
    {
        EksConnectorException failure = Should.Throw<EksConnectorException>(() => PrincipalArn.Parse(text));

        failure.ErrorId.ShouldBe(ErrorIds.InvalidPrincipalArn);
        failure.Category.ShouldBe(FailureCategory.InvalidArgument);
        failure.Message.ShouldContain($"at character {position}: ");
        failure.Message.ShouldContain(what);
        failure.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Shows_part_of_a_very_long_text()
    {
        EksConnectorException failure = Should.Throw<EksConnectorException>(() => PrincipalArn.Parse(new string('a', 100_000)));
        failure.Message.ShouldContain("at character 2049");
        failure.Message.Length.ShouldBeLessThan(400);
    }

    [Fact]
    public void Marks_the_position_and_shows_invisible_characters() =>
        ArnReader.Show("arn:aws\n:iam", 8).ShouldBe("arn:aws»\\n:iam");

    [Theory]
    [InlineData("arn:aws:iam::111122223333:role/admin", null)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/admin/jane", null)]
    [InlineData("arn:aws:iam::111122223333:user/division/john", null)]
    [InlineData("arn:aws:iam::111122223333:role/team/admin", "omits the path of a role")]
    [InlineData("arn:aws-us-gov:iam::111122223333:role/admin", "not available in the partition aws-us-gov")]
    public void Warns_about_surprising_ARNs(string arn, string? warning)
    {
        IEnumerable<string> warnings = PrincipalArn.Parse(arn).Warnings();
        if (warning is null)
        {
            warnings.ShouldBeEmpty();
        }
        else
        {
            warnings.Single().ShouldContain(warning);
        }
    }
}
