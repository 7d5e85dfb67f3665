using EksConnector.Core.Aws;

namespace EksConnector.Tests.Aws;

public sealed class AwsProfileNamesTests
{
    [Fact]
    public void Lists_the_profiles_of_both_files_once() => AwsProfileNames.Read(
        """
        # [profile commented]
        [default]
        region = eu-west-1
        [profile reader]
          role_arn = arn:aws:iam::111122223333:role/reader
        [profile "with space"] ; why not
        [profiles]
        [profile ]
        [sso-session corp]
        [services fake]
        eks =
          endpoint_url = http://[::1]:8080
        """,
        "[reader]\r\naws_access_key_id = AKIA\r\n[ keys ]\r\n[broken\r\n").ShouldBe(["default", "keys", "reader", "with space"]);

    [Fact]
    public void Empty_files_contain_no_ID() => AwsProfileNames.Read(string.Empty, string.Empty).ShouldBeEmpty();
}
