using HonourWall.Admin.Accounts;
using Xunit;

namespace HonourWall.Admin.Tests.Accounts;

public class PasswordTests
{
    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2024!")]
    [InlineData("Admin@123456")]
    [InlineData("qwertyuiop123")]
    [InlineData("1qaz2wsx3edc")]
    [InlineData("woaizhongguo1949")]
    [InlineData("laodongmofan888")]
    [InlineData("Beijing2026!!")]
    [InlineData("abcabcabcabc")]
    [InlineData("aaaaaaaaaaaa")]
    [InlineData("123456789012")]
    [InlineData("198001011234567")]
    [InlineData("iloveyou520520")]
    [InlineData("zhangsan12345")]
    [InlineData("!!!!1234!!!!")]
    public void A_common_password_is_refused(string password) => Assert.True(CommonPasswords.Contains(password));

    [Theory]
    [InlineData("云在青天水在瓶 2026")]
    [InlineData("correct horse battery staple")]
    [InlineData("tr4il-m1x-vellum-90")]
    [InlineData("k7#Qz9!mW2p^")]
    public void An_uncommon_one_is_not(string password) => Assert.False(CommonPasswords.Contains(password));

    [Fact]
    public void A_long_phrase_is_allowed_and_a_profile_says_what_is_missing()
    {
        Assert.Null(PasswordProfile.Asvs.Refuse(string.Concat(Enumerable.Repeat("一句很长的话，", 30)) + "终", "login"));
        Assert.NotNull(PasswordProfile.Asvs.Refuse("短", "login"));
        Assert.NotNull(PasswordProfile.Asvs.Refuse(new string('x', 257), "login"));
        Assert.NotNull(PasswordProfile.Asvs.Refuse("my-zhouming-vellum", "zhouming"));
        Assert.Null(PasswordProfile.Asvs.Refuse("vellum trail mixture", "login"));
        Assert.NotNull(PasswordProfile.Mlps.Refuse("vellum trail mixture", "login"));
    }

    [Fact]
    public void A_password_is_compared_as_it_was_typed_to_the_last_character()
    {
        var passwords = new Passwords(iterations: 1000);
        var phrase = string.Concat(Enumerable.Repeat("长密码 Vellum ", 20)) + "终";
        var hash = passwords.Hash(phrase);
        Assert.True(passwords.Verify(hash, phrase));
        foreach (var other in (string[])[phrase[..^1], phrase + " ", " " + phrase, phrase.ToUpperInvariant(), phrase.Replace(" ", "", StringComparison.Ordinal), phrase[..64]]) Assert.False(passwords.Verify(hash, other));
        Assert.False(passwords.Verify(passwords.Hash("caf\u00E9 vellum trail"), "cafe\u0301 vellum trail"));
    }

    // The vectors of RFC 6238, appendix B, cut to six digits.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_agree_with_the_standard(long seconds, string code)
    {
        var secret = Totp.Encode("12345678901234567890"u8);
        Assert.Equal(code, Totp.Code(secret, DateTimeOffset.FromUnixTimeSeconds(seconds)));
        Assert.NotNull(Totp.Match(secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds), 0, 0));
        Assert.Null(Totp.Match(secret, code, DateTimeOffset.FromUnixTimeSeconds(seconds), seconds / 30, 1));
    }

    [Fact]
    public void A_code_lives_thirty_seconds_under_asvs_and_a_step_longer_on_either_side_under_mlps()
    {
        var secret = Totp.NewSecret();
        var begins = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.Code(secret, begins);
        bool Opens(PasswordProfile profile, int seconds) => Totp.Match(secret, code, begins.AddSeconds(seconds), 0, profile.CodeNeighbours) is not null;
        Assert.Equal([false, true, true, false], ((int[])[-1, 0, 29, 30]).Select(at => Opens(PasswordProfile.Asvs, at)));
        Assert.Equal([false, true, true, false], ((int[])[-31, -30, 59, 60]).Select(at => Opens(PasswordProfile.Mlps, at)));
    }
}
