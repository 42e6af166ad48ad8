using System.Globalization;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Operations;

/// <summary>
/// Invented people in three invented districts, so that the room can be tried. Everything looks invented: 测试一, 示例公司; the numbers pass their
/// checks but begin with 999999, which no region and no bank has.
/// </summary>
public static class DemoData
{
    private static readonly (string Login, string Name, Role Role)[] Staff =
        [("jingban", "经办", Role.Clerk), ("chushen", "初审", Role.FirstReviewer), ("fushen", "复审", Role.SecondReviewer), ("chuna", "出纳", Role.Payer), ("chaxun", "查询", Role.Reader)];

    private static readonly (string Login, string Name, Role Role)[] Administrators =
        [("system", "系统管理员", Role.SystemAdministrator), ("security", "安全管理员", Role.SecurityAdministrator), ("audit", "审计管理员", Role.AuditAdministrator)];

    private static readonly string[] Awards = ["全国劳动模范", "北京市劳动模范", "首都劳动奖章", "全国五一劳动奖章"];

    /// <summary>Fills an empty room once. The accounts' password is made for this folder and stands in a file beside the data.</summary>
    public static async Task FillAsync(Room room, TextWriter output, CancellationToken cancel)
    {
        var note = Path.Combine(room.Folder.Root, "demo-accounts.txt");
        await using var db = room.Databases.Open(Actor.System("demo"));
        if (!await db.Accounts.AnyAsync(cancel))
        {
            var city = await db.Organisations.SingleAsync(o => o.ParentId == null, cancel);
            var desk = room.Desk();
            var password = OneTimeCode.New().ToLowerInvariant();
            // One hash for all: they share the password, and hashing it is slow on purpose.
            var hash = new Passwords().Hash(password);
            var logins = new List<string>();
            async Task<Account> AddAsync(Organisation at, string login, string name, Role role)
            {
                logins.Add($"  {login,-10} {name}");
                return await AddAccountAsync(desk, db, at, login, name, role, hash, cancel);
            }
            foreach (var (login, name, role) in Administrators) await AddAsync(city, login, name, role);
            // The city proposes and releases the rules, and decides appeals.
            var proposer = await AddAsync(city, "jingban0", "市总经办", Role.Clerk);
            var appeals = await AddAsync(city, "fushen0", "市总复审", Role.SecondReviewer);
            var applications = new DemoApplications(room);
            await new RuleReleases(room.Databases, room.Clock).SeedAsync(cancel);
            var payments = new DemoPayments(room);
            for (var district = 1; district <= 3; district++)
            {
                var name = "甲乙丙"[district - 1].ToString();
                var organisation = await OrganisationTree.AddAsync(db, city, OrganisationLevel.District, name + "区总工会（示例）", cancel);
                await db.SaveChangesAsync(cancel);
                var staff = new Dictionary<Role, Account>();
                foreach (var (login, word, role) in Staff) staff[role] = await AddAsync(organisation, login + district.ToString(CultureInfo.InvariantCulture), $"{name}区{word}", role);
                await AddPersonsAsync(room, db, organisation, district, cancel);
                await payments.FillAsync(organisation, district, cancel);
                await applications.FillAsync(organisation, staff, (appeals, city), cancel);
            }
            await applications.ProposeAsync(proposer, city, cancel);
            await File.WriteAllTextAsync(note, $"演示帐号（密码都是 {password}，没有绑定动态口令）：{Environment.NewLine}{string.Join(Environment.NewLine, logins)}{Environment.NewLine}", cancel);
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(note, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }
        if (File.Exists(note)) await output.WriteLineAsync(await File.ReadAllTextAsync(note, cancel));
    }

    private static async Task<Account> AddAccountAsync(AccountDesk desk, AdminDb db, Organisation organisation, string login, string name, Role role, string hash, CancellationToken cancel)
    {
        var (account, _) = await desk.CreateAsync(db, organisation, login, name, "演示-" + login, role.IsAdministration() ? AccountKind.Administration : AccountKind.Business, cancel);
        await desk.GrantAsync(db, account, role, cancel);
        (account.PasswordHash, account.PasswordChangedAt, account.ActivationDigest) = (hash, account.CreatedAt, null);
        await db.SaveChangesAsync(cancel);
        return account;
    }

    private static async Task AddPersonsAsync(Room room, AdminDb db, Organisation district, int number, CancellationToken cancel)
    {
        var desk = new PersonDesk(new(room.Ring), room.Clock);
        for (var unit = 1; unit <= 3; unit++)
        {
            var organisation = await OrganisationTree.AddAsync(db, district, OrganisationLevel.Grassroots, $"示例公司{number}-{unit}工会", cancel);
            for (var i = 1; i <= 20; i++)
            {
                var serial = (number * 3 + unit) * 100 + i;
                desk.Add(db, organisation, new()
                {
                    Name = "测试" + ChineseNumber(serial),
                    Status = (i % 10 == 0 ? PersonStatus.Deceased : i % 3 == 0 ? PersonStatus.Retired : PersonStatus.Working).Word(),
                    Unit = $"示例公司{number}-{unit}",
                    Occupation = i % 2 == 0 ? "测试工" : "",
                    IdNumberText = IdNumberOf(serial),
                    Mobile = "100" + serial.ToString("D8", CultureInfo.InvariantCulture),
                    BankCard = CardOf(serial),
                    BankName = "示例银行",
                    Address = $"示例市{district.Name[..2]}示例路{i}号",
                    Honours = $"{Awards[i % Awards.Length]} {1990 + serial % 35}",
                });
            }
        }
        await db.SaveChangesAsync(cancel);
    }

    private static string ChineseNumber(int number) => string.Concat(number.ToString(CultureInfo.InvariantCulture).Select(c => "〇一二三四五六七八九"[c - '0']));

    /// <summary>An ID number that passes its check and belongs to nobody.</summary>
    internal static string IdNumberOf(int serial)
    {
        var head = "999999" + new DateOnly(1940 + serial % 60, 1 + serial % 12, 1 + serial % 28).ToString("yyyyMMdd", CultureInfo.InvariantCulture) + (serial % 1000).ToString("D3", CultureInfo.InvariantCulture);
        return head + IdNumber.CheckCharacter(head);
    }

    /// <summary>A card number that passes its check and belongs to no bank.</summary>
    internal static string CardOf(int serial)
    {
        var head = "999999" + serial.ToString("D9", CultureInfo.InvariantCulture);
        return head + "0123456789".First(check => PersonForm.RefuseCard(head + check) is null);
    }
}
