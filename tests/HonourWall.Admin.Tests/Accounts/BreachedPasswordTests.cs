using System.Net;
using System.Security.Cryptography;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Operations;
using HonourWall.Admin.Tests.Support;
using Xunit;

namespace HonourWall.Admin.Tests.Accounts;

public class BreachedPasswordTests
{
    // From breaches, long enough for either profile, and made of no common word.
    private static readonly string[] Breached = ["Sojdlg123aljg", "Hd764nW5d7E1vb1", "SaUn24865709", "Boy4u2OwnNYC", "Findaupair007", "hfpyjcbkf839"];

    [Fact]
    public void More_than_a_hundred_thousand_breached_passwords_ship_and_each_is_known()
    {
        Assert.True(BreachedPasswords.Count > 100_000);
        var passwords = new BreachedPasswords();
        Assert.All(Breached, password => Assert.True(passwords.Contains(password), password));
        Assert.True(passwords.Contains(Breached[^1].ToUpperInvariant()), "small letters are tried as well");
        // One in ten million by mistake: of ten thousand random ones none, but for a chance of a thousandth.
        Assert.All(Enumerable.Range(0, 10_000), i => Assert.False(passwords.Contains("vellum-trail-" + i)));
    }

    [Theory]
    [InlineData("\r\n", true)]
    [InlineData("\n", true)]
    [InlineData("\n", false)]
    public void The_operators_list_is_searched_in_the_file_to_its_first_and_last_line(string lineEnd, bool endsWithOne)
    {
        var all = Enumerable.Range(0, 997).Select(i => (Password: "测试密码-" + i, Line: Hash("测试密码-" + i) + ":" + Math.Pow(i, 3))).OrderBy(p => p.Line, StringComparer.Ordinal).ToList();
        foreach (var count in (int[])[1, 2, 3, 64, 997])
        {
            var lines = all[..count];
            using var file = new TemporaryFile(string.Join(lineEnd, lines.Select(p => p.Line)) + (endsWithOne ? lineEnd : ""));
            using var list = PwnedList.Open(file.Path);
            var passwords = new BreachedPasswords(list);
            Assert.All(lines, p => Assert.True(passwords.Contains(p.Password), p.Password));
            Assert.All(all[count..], p => Assert.False(passwords.Contains(p.Password), p.Password));
            Assert.All(Enumerable.Range(0, 300), i => Assert.False(passwords.Contains("没有泄露过-" + i)));
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("password1234\niloveyou\n")]
    [InlineData("0000000000000000000000000000000000000A:1\n")]
    public void Another_file_is_refused_at_the_start(string content)
    {
        using var file = new TemporaryFile(content);
        Assert.Contains("不是泄露密码名单", Assert.Throws<OperationException>(() => PwnedList.Open(file.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("打不开", Assert.Throws<OperationException>(() => PwnedList.Open(file.Path + ".none")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("asvs")]
    [InlineData("mlps")]
    public async Task A_breached_password_is_refused_at_its_field_under_both_profiles(string profile)
    {
        using var file = new TemporaryFile(Hash("Qingtian-7788-yun") + ":3\n");
        using var list = PwnedList.Open(file.Path);
        await using var server = await TestServer.StartAsync(DatabaseKind.Sqlite, options => options with { Policy = new(PasswordProfile.Find(profile)!, true) { Breached = new(list) } }); // ! : one of the two
        var (_, first, _, _) = await server.Room.GrowTreeAsync();
        await using var db = server.Room.Everything();
        var desk = (AccountDesk)server.Services.GetService(typeof(AccountDesk))!; // ! : the server has one
        var (account, code) = await desk.CreateAsync(db, first, "someone", "测试", "G9", AccountKind.Business, TestContext.Current.CancellationToken);
        Task<HttpResponseMessage> Set(string password) => server.Visit().PostAsync("/activate", ("login", account.Login), ("activation", code), ("password", password), ("again", password));
        foreach (var password in (string[])["Hd764nW5d7E1vb1", "Qingtian-7788-yun"])
        {
            var answer = await Set(password);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Contains("泄露密码名单", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }
        Assert.Equal(HttpStatusCode.Redirect, (await Set("Baiyun-9911-shan")).StatusCode);
    }

#pragma warning disable CA5350 // As the list is made.
    private static string Hash(string password) => Convert.ToHexString(SHA1.HashData(Encoding.UTF8.GetBytes(password)));
#pragma warning restore CA5350

    private sealed class TemporaryFile : IDisposable
    {
        public TemporaryFile(string content) => File.WriteAllText(Path, content);

        public string Path { get; } = System.IO.Path.GetTempFileName();

        public void Dispose() => File.Delete(Path);
    }
}
