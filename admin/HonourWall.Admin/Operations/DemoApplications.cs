using System.Globalization;
using System.Text;
using HonourWall.Admin.Accounts;
using HonourWall.Admin.Applications;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Operations;

/// <summary>Invented applications of the demonstration: one in each state, and a change of the rules that waits for its second person.</summary>
public sealed class DemoApplications(Room room)
{
    private readonly RuleReleases _rules = new(room.Databases, room.Clock);
    private readonly ApplicationDesk _desk = new(new(room.Ring), new(room.Databases, room.Clock), new(new(room.Ring)), room.Clock);

    private string Today => Beijing.Day(room.Clock.GetUtcNow()).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <param name="staff">Of the district, by role.</param>
    /// <param name="appeals">Decides appeals: at the city, for the district has one 复审.</param>
    public async Task FillAsync(Organisation district, IReadOnlyDictionary<Role, Account> staff, (Account Account, Organisation At) appeals, CancellationToken cancel)
    {
        await _rules.SeedAsync(cancel);
        Actor Of(Role role) => Actor.Of(staff[role].Id, staff[role].Login, district.Path, [role]);
        var (clerk, first, second) = (Of(Role.Clerk), Of(Role.FirstReviewer), Of(Role.SecondReviewer));
        var appeal = Actor.Of(appeals.Account.Id, appeals.Account.Login, appeals.At.Path, [Role.SecondReviewer]);
        (Actor, ApplicationMove, string) submit = (clerk, ApplicationMove.Submit, ""), support = (first, ApplicationMove.Support, "材料齐全，同意"), oppose = (first, ApplicationMove.Oppose, "没有劳模待遇，不同意"),
            approve = (second, ApplicationMove.Approve, "同意救助"), reject = (second, ApplicationMove.Reject, "所获荣誉不带劳模待遇"), contest = (clerk, ApplicationMove.Appeal, "本人认为应当享受待遇");
        await using var db = room.Databases.Open(clerk);
        var persons = await db.Persons.AsNoTracking().Include(p => p.Honours).OrderBy(p => p.Id).ToListAsync(cancel);
        var entitled = new Queue<Person>(persons.Where(p => p.Status != PersonStatus.Deceased && p.Honours[0].Award is "全国劳动模范" or "北京市劳动模范"));
        var others = new Queue<Person>(persons.Where(p => p.Status != PersonStatus.Deceased && p.Honours[0].Award == "首都劳动奖章"));

        await AddAsync(clerk, entitled.Dequeue(), "serious-illness", Illness("32000.00"), []);
        await AddAsync(clerk, entitled.Dequeue(), "fire", [("loss", "26000.00")], [submit]);
        await AddAsync(clerk, persons.First(p => p.Status == PersonStatus.Deceased && p.Honours[0].Award is "全国劳动模范" or "北京市劳动模范"), "accident-death", [("work_injury", "no")], [submit]);
        await AddAsync(clerk, entitled.Dequeue(), "accident-disability", [("severe", "yes"), ("work_injury", "no")], [submit, support]);
        await AddAsync(clerk, entitled.Dequeue(), "serious-illness", Illness("15800.50"), [submit, (first, ApplicationMove.Return, "请补上结算单")]);
        await AddAsync(clerk, entitled.Dequeue(), "serious-illness", Illness("48123.45"), [submit, support, approve]);
        await AddAsync(clerk, entitled.Dequeue(), "family-illness", [("relation", "spouse"), ("has_income", "no"), ("self_paid", "21000.00")], [submit, support, approve]);
        await AddAsync(clerk, others.Dequeue(), "serious-illness", Illness("40000.00"), [submit, oppose, reject]);
        await AddAsync(clerk, others.Dequeue(), "fire", [("loss", "30000.00")], [submit, oppose, reject, contest]);
        await AddAsync(clerk, others.Dequeue(), "serious-illness", Illness("18000.00"), [submit, oppose, reject, contest, (appeal, ApplicationMove.Uphold, "荣誉类别核对无误，维持")]);
        await AddAsync(clerk, entitled.Dequeue(), "fire", [("loss", "9000.00")], [(clerk, ApplicationMove.Withdraw, "")]);
    }

    /// <summary>A change that waits: from this year on, a fire is helped with 2500 元. Invented like everything here.</summary>
    public async Task ProposeAsync(Account proposer, Organisation city, CancellationToken cancel)
    {
        await using var db = room.Databases.Open(Actor.Of(proposer.Id, proposer.Login, city.Path, [Role.Clerk]));
        var (current, book) = await _rules.CurrentAsync(db, cancel);
        const string Old = "is: \"2000.00\", basis: help }]";
        var added = $"is: \"2000.00\", basis: help }}, {{ since: {Today[..4]}-01-01, is: \"2500.00\", basis: help }}]";
        var files = book.Files.Select(f => f.ShortName == "fire.yaml" ? f with { Text = f.Text.Replace(Old, added, StringComparison.Ordinal) } : f);
        if (RuleReleases.Check(files).Book is not { } changed) return;
        _rules.Propose(db, changed, current.Id, "演示：火灾救助金自今年起提高到 2500 元（虚构）");
        await db.SaveChangesAsync(cancel);
    }

    private static (string, string)[] Illness(string selfPaid) => [("self_paid", selfPaid), ("illness", "示例病")];

    private async Task AddAsync(Actor clerk, Person person, string benefit, (string Id, string Value)[] facts, (Actor Who, ApplicationMove Move, string Words)[] moves)
    {
        await using var db = room.Databases.Open(clerk);
        var form = new ApplicationForm { Facts = System.Collections.Immutable.ImmutableDictionary.CreateRange(StringComparer.Ordinal, facts.Append(("on", Today)).Select(f => KeyValuePair.Create(f.Item1, f.Item2))) };
        if (person.Status == PersonStatus.Deceased) form = form with { PayeeName = "测试家属", PayeeIdNumber = DemoData.IdNumberOf(999), PayeeAccount = DemoData.CardOf(999), PayeeBank = "示例银行" };
        var errors = new FieldErrors();
        var application = await _desk.CreateAsync(db, person, benefit, form, errors, default) ?? throw new OperationException("演示数据：" + errors.All.First().Value);
        var documents = new DocumentDesk(new(room.Ring), _desk, room.Clock);
        if (await documents.AddAsync(db, application, DocumentKind.Other, "示例材料.pdf", Pdf(), default) is { } wrong) throw new OperationException(wrong);
        foreach (var (who, move, words) in moves)
        {
            await using var by = room.Databases.Open(who);
            var now = await by.Set<Application>().SingleAsync(a => a.Id == application.Id);
            if (await _desk.MoveAsync(by, now, move, words, now.Version, default) is { } refused) throw new OperationException("演示数据：" + refused);
        }
    }

    /// <summary>One page that says that it is a sample.</summary>
    private static byte[] Pdf()
    {
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length 58>>stream\nBT /F1 36 Tf 90 700 Td (SAMPLE - an invented document) Tj ET\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (content, number) in objects.Select((o, i) => (o, i + 1)))
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{number} 0 obj{content}endobj\n");
        }
        var table = text.Length;
        text.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places) text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
