using System.Collections.Immutable;
using System.Globalization;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Registry;
using HonourWall.Admin.Rules;
using HonourWall.Admin.Rules.Blocks;
using HonourWall.Admin.Rules.Facts;
using HonourWall.Admin.Rules.Releases;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Applications;

/// <summary>Takes applications in, corrects them, and moves them from state to state: the only writer of <see cref="Application"/>.</summary>
public sealed class ApplicationDesk(Vault vault, RuleReleases rules, EarlierGrants grants, TimeProvider clock)
{
    private const string NumberCharacters = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const string Overtaken = "这份申请刚刚被别人处理过，您的操作没有生效。请看现在的情况再决定。";

    public const int MinimumWords = 4, MaximumWords = 500;

    /// <summary>A new draft, computed. Saved.</summary>
    /// <returns>Null when <paramref name="errors"/> says what is wrong.</returns>
    public async Task<Application?> CreateAsync(AdminDb db, Person person, string benefit, ApplicationForm form, FieldErrors errors, CancellationToken cancel)
    {
        var (release, book) = await rules.CurrentAsync(db, cancel);
        if (FactInput.Benefits(book).FirstOrDefault(p => p.Question?.Code == benefit) is not { } pack)
        {
            errors.Add("", "没有这项待遇，请重新选择。");
            return null;
        }
        if (await AssessAsync(db, book, pack, form, person, null, false, errors, cancel) is not var (facts, assessment)) return null;
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7();
        var application = new Application
        {
            Id = id,
            Number = $"JZ{Beijing.Day(now).ToString("yyyyMMdd", CultureInfo.InvariantCulture)}-{System.Security.Cryptography.RandomNumberGenerator.GetString(NumberCharacters, 8)}",
            OrganisationId = person.OrganisationId,
            OrganisationPath = person.OrganisationPath,
            PersonId = person.Id,
            PersonName = person.Name,
            BenefitId = benefit,
            BenefitTitle = pack.Title,
            State = ApplicationState.Draft,
            Amount = Money.Zero,
            ReleaseId = release.Id,
            RuleVersion = assessment.Version,
            Facts = vault.Seal(ApplicationFields.Facts, id, facts.Write()),
            Assessment = vault.Seal(ApplicationFields.Assessment, id, StoredAssessment.Of(assessment).Write()),
            AuthorId = Account(db),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Set<Application>().Add(application);
        Fill(application, form, facts, assessment, pack, release.Id);
        db.Set<ApplicationHand>().Add(new() { ApplicationId = id, AccountId = application.AuthorId, OrganisationPath = application.OrganisationPath, Position = ApplicationPosition.Author });
        Record(db, application, null, "新建草稿", null);
        await db.SaveChangesAsync(cancel);
        return application;
    }

    /// <summary>Corrects the facts of a draft or of what was returned, by the rules as they are now. Saved.</summary>
    /// <returns>Whether it was done; <paramref name="errors"/> says why not.</returns>
    public async Task<bool> ChangeAsync(AdminDb db, Application application, Person person, ApplicationForm form, bool dropPayee, FieldErrors errors, CancellationToken cancel)
    {
        if (!application.State.IsOpenToClerk()) errors.Add("", $"这份申请现在是“{application.State.Word()}”，不能修改。");
        if (application.Version != form.Version) errors.Add("", Overtaken);
        if (await RefuseHandAsync(db, application, ApplicationPosition.Author, cancel) is { } refused) errors.Add("", refused);
        if (errors.Any) return false;
        var (release, book) = await rules.CurrentAsync(db, cancel);
        var keepsPayee = application.PayeeName is not null && !dropPayee;
        if (Pack(book, application) is not { } pack || await AssessAsync(db, book, pack, form, person, application.Id, keepsPayee, errors, cancel) is not var (facts, assessment))
        {
            if (!errors.Any) errors.Add("", "现在的规则里没有这项待遇。");
            return false;
        }
        if (dropPayee) (application.PayeeName, application.PayeeIdNumber, application.PayeeAccount, application.PayeeBank) = (null, null, null, null);
        Fill(application, form, facts, assessment, pack, release.Id);
        application.AuthorId = Account(db);
        Record(db, application, null, "修改事实", null);
        return await SaveAsync(db, application, errors, cancel);
    }

    /// <summary>One move of the state machine, with everything that must hold for it. Saved.</summary>
    /// <param name="others">How many earlier grants of the same kind were seen and said to be for something else; see <see cref="SameHelpAsync"/>.</param>
    /// <returns>Why not; null when it was done.</returns>
    public async Task<string?> MoveAsync(AdminDb db, Application application, ApplicationMove move, string words, int version, CancellationToken cancel, int others = 0)
    {
        var refused = await TryMoveAsync(db, application, move, words, version, others, cancel);
        if (refused is not null) db.Forget();
        return refused;
    }

    /// <summary>
    /// What the person was granted before of a kind that is given once for each illness, fire, accident. The rules tell two of them apart by the words alone, and
    /// 肺癌 and 肺恶性肿瘤 are two words: whoever supports or approves has to look, and says so on record.
    /// </summary>
    public async Task<ImmutableArray<Grant>> SameHelpAsync(AdminDb db, Application application, CancellationToken cancel)
    {
        if (application.Amount == Money.Zero) return []; // Found to be the same, or nothing is given for another reason.
        var book = await rules.BookAsync(db, application.ReleaseId, cancel);
        if (Pack(book, application) is not { } pack || pack.Blocks.OfType<OnceBlock>().FirstOrDefault() is not { } once) return [];
        var outside = new ApplicationCase(book, pack, Beijing.Day(clock.GetUtcNow())).ReadEarlier(Typed(application).Earlier, new());
        return [.. (await grants.FindAsync(db, application.PersonId, application.Id, cancel)).Concat(outside).Where(g => g.Benefit == once.Benefit)];
    }

    /// <summary>What is said to whoever has not ticked that this is another occasion.</summary>
    public static string LookFirst(int others) => $"此人此前得过 {others} 次同类救助。请查看全部内容，核对这一次不是同一种病、同一场火灾、同一次事故，再打勾。";

    private async Task<string?> TryMoveAsync(AdminDb db, Application application, ApplicationMove move, string words, int version, int others, CancellationToken cancel)
    {
        if (ApplicationMoves.Find(application.State, move) is not { } legal) return $"这份申请现在是“{application.State.Word()}”，不能做“{move.Word()}”。";
        if (!db.Actor.May(legal.Permission)) return $"您的帐号不能做“{move.Word()}”。";
        if (application.Version != version) return Overtaken;
        if (legal.NeedsWords && words.Trim().Length < MinimumWords) return $"请写明理由（至少 {MinimumWords} 个字）。";
        if (words.Trim().Length > MaximumWords || Writing.IsUnreadable(words, lines: true)) return $"意见最多 {MaximumWords} 个字，不能有不能识别的字符。";
        if (await RefuseHandAsync(db, application, legal.Position, cancel) is { } position) return position;

        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        await EarlierGrants.LockAsync(db, application.PersonId, cancel);
        var refused = move switch
        {
            ApplicationMove.Submit => await SubmitAsync(db, application, cancel),
            ApplicationMove.Approve => await ApproveAsync(db, application, cancel),
            _ => null,
        };
        if (refused is not null) return refused;
        var same = move is ApplicationMove.Support or ApplicationMove.Approve ? await SameHelpAsync(db, application, cancel) : [];
        if (same.Length != others && same.Length > 0) return LookFirst(same.Length);
        Apply(db, application, legal);
        Record(db, application, move, null, words);
        if (same.Length > 0) Record(db, application, null, $"确认与此前 {same.Length} 次同类救助不是同一次", null);
        db.Note(new(AuditAction.Moved, "applications", application.Id.ToString(), Detail: $"{move} {legal.From} {legal.To}{(same.Length > 0 ? $" not-the-same-as:{same.Length}" : "")}"));
        var errors = new FieldErrors();
        if (!await SaveAsync(db, application, errors, cancel)) return errors.Of("");
        await transaction.CommitAsync(cancel);
        return null;
    }

    /// <summary>Computes a kept application again with the release and the facts that it was computed with.</summary>
    /// <returns>Whether every word of it comes out the same.</returns>
    public async Task<bool> RecomputeAsync(AdminDb db, Application application, CancellationToken cancel)
    {
        var book = await rules.BookAsync(db, application.ReleaseId, cancel);
        var facts = StoredFacts.Read(vault.Open(ApplicationFields.Facts, application.Id, application.Facts, OpenPurpose.Internal));
        var read = new Rules.Facts.CaseFactsReader(book, []).ReadJson("申请", facts.Case);
        var same = read is not null && StoredAssessment.Of(read.Pack.Assess(read)).Write() == vault.Open(ApplicationFields.Assessment, application.Id, application.Assessment, OpenPurpose.Internal);
        db.Note(new(AuditAction.Recomputed, "applications", application.Id.ToString(), same ? "ok" : "failed"));
        await db.SaveChangesAsync(cancel);
        return same;
    }

    /// <summary>A line of the application's history; saved by the caller.</summary>
    public void Record(AdminDb db, Application application, ApplicationMove? move, string? subject, string? words)
    {
        var id = Guid.CreateVersion7();
        db.Set<ApplicationEvent>().Add(new()
        {
            Id = id,
            ApplicationId = application.Id,
            OrganisationPath = application.OrganisationPath,
            At = clock.GetUtcNow(),
            ById = Account(db),
            ByName = db.Actor.Name,
            Move = move,
            Subject = subject,
            State = application.State,
            Words = vault.SealOrNull(ApplicationFields.Words, id, words),
        });
    }

    /// <summary>Marks an application as changed, so that whoever looks at an older one cannot decide on it.</summary>
    public void Touch(Application application)
    {
        application.UpdatedAt = clock.GetUtcNow();
        application.Version++;
    }

    // Computed anew: the registry may have changed since the draft was made.
    private async Task<string?> SubmitAsync(AdminDb db, Application application, CancellationToken cancel)
    {
        if (!await db.Set<ApplicationDocument>().AnyAsync(d => d.ApplicationId == application.Id && d.RemovedAt == null, cancel)) return "请先添加至少一份证明材料，再提交。";
        var (release, book) = await rules.CurrentAsync(db, cancel);
        if (Pack(book, application) is not { } pack) return "现在的规则里没有这项待遇。";
        var form = Typed(application);
        var errors = new FieldErrors();
        if (await PersonAsync(db, application, cancel) is not { } person) return "您看不到本人的档案，不能提交。";
        if (await AssessAsync(db, book, pack, form, person, application.Id, application.PayeeName is not null, errors, cancel) is not var (facts, assessment)) return "请先修改申请：" + errors.All.First().Value;
        Fill(application, form, facts, assessment, pack, release.Id);
        (application.FirstReviewerId, application.SecondReviewerId, application.AppealReviewerId, application.DecidedAt) = (null, null, null, null);
        return null;
    }

    // With the release of the application, so that only what has changed about the person or what was granted meanwhile can differ.
    private async Task<string?> ApproveAsync(AdminDb db, Application application, CancellationToken cancel)
    {
        if (application.Amount == Money.Zero) return "按规则计算为 0 元，不能批准；可以不予救助或退回补正。";
        var book = await rules.BookAsync(db, application.ReleaseId, cancel);
        var errors = new FieldErrors();
        if (Pack(book, application) is not { } pack || await PersonAsync(db, application, cancel) is not { } person) return "您看不到本人的档案，不能批准。";
        var again = await AssessAsync(db, book, pack, Typed(application), person, application.Id, application.PayeeName is not null, errors, cancel);
        if (again is not var (_, assessment)) return "提交之后档案有变化，不能再按原来的事实计算：" + errors.All.First().Value + "请退回补正。";
        if (assessment.Amount == application.Amount) return null;
        return $"提交之后档案或此前的发放有变化：现在计算为 {assessment.Amount} 元，申请上是 {application.Amount} 元。请退回补正，由经办重新计算。";
    }

    private void Apply(AdminDb db, Application application, LegalMove legal)
    {
        application.State = legal.To;
        var account = Account(db);
        switch (legal.Position)
        {
            case ApplicationPosition.Author when legal.Move == ApplicationMove.Submit: application.AuthorId = account; break;
            case ApplicationPosition.FirstReviewer: application.FirstReviewerId = account; break;
            case ApplicationPosition.SecondReviewer: application.SecondReviewerId = account; break;
            case ApplicationPosition.AppealReviewer: application.AppealReviewerId = account; break;
        }
        if (legal.To is ApplicationState.Approved or ApplicationState.Rejected) application.DecidedAt = clock.GetUtcNow();
    }

    /// <summary>Claims the position for the account, or says that it already has another one.</summary>
    internal static async Task<string?> RefuseHandAsync(AdminDb db, Application application, ApplicationPosition position, CancellationToken cancel)
    {
        var account = Account(db);
        if (await db.Set<ApplicationHand>().SingleOrDefaultAsync(h => h.ApplicationId == application.Id && h.AccountId == account, cancel) is { } hand)
            return hand.Position == position ? null : $"您在这份申请里已是“{hand.Position.Word()}”，不能再做“{position.Word()}”：经办、各级审核和付款须是不同的人。";
        if (position is not (ApplicationPosition.Author or ApplicationPosition.Payer) && await FactHands.CountAsync(db, db.Set<Application>().Where(a => a.Id == application.Id).Select(a => a.PersonId), Approvals(db, application), cancel) > 0)
            return $"这个人的档案（荣誉、状态、号码、收入等）是您改的，改后还没有别人批准过他的申请：不能做“{position.Word()}”，须由另一人办理。";
        db.Set<ApplicationHand>().Add(new() { ApplicationId = application.Id, AccountId = account, OrganisationPath = application.OrganisationPath, Position = position });
        return null;
    }

    private static IQueryable<FactApproval> Approvals(AdminDb db, Application application) =>
        db.Set<Application>().IgnoreQueryFilters().Where(a => a.State == ApplicationState.Approved && a.Id != application.Id).Select(a => new FactApproval { PersonId = a.PersonId, At = a.DecidedAt });

    private async Task<(StoredFacts Facts, Assessment Assessment)?> AssessAsync(
        AdminDb db, RuleBook book, RulePack pack, ApplicationForm form, Person person, Guid? except, bool hasPayee, FieldErrors errors, CancellationToken cancel)
    {
        foreach (var (field, message) in hasPayee && !form.HasPayee ? [] : form.CheckPayee(person.Status == PersonStatus.Deceased)) errors.Add(field, message);
        var earlier = await grants.FindAsync(db, person.Id, except, cancel);
        var assessed = new ApplicationCase(book, pack, Beijing.Day(clock.GetUtcNow())).Assess(form, person, earlier, errors);
        return assessed is var (json, assessment) && !errors.Any ? (new StoredFacts(json, form), assessment) : null;
    }

    private void Fill(Application application, ApplicationForm form, StoredFacts facts, Assessment assessment, RulePack pack, Guid release)
    {
        application.BenefitTitle = pack.Title;
        application.Amount = assessment.Amount ?? Money.Zero;
        application.ReleaseId = release;
        application.RuleVersion = assessment.Version;
        application.Facts = vault.Seal(ApplicationFields.Facts, application.Id, facts.Write());
        application.Assessment = vault.Seal(ApplicationFields.Assessment, application.Id, StoredAssessment.Of(assessment).Write());
        if (!form.HasPayee) return;
        application.PayeeName = vault.Seal(ApplicationFields.PayeeName, application.Id, form.PayeeName);
        application.PayeeIdNumber = vault.Seal(ApplicationFields.PayeeIdNumber, application.Id, Masking.ToStore(SensitiveKind.IdNumber, form.PayeeIdNumber));
        application.PayeeAccount = vault.Seal(ApplicationFields.PayeeAccount, application.Id, Masking.ToStore(SensitiveKind.BankCard, form.PayeeAccount));
        application.PayeeBank = form.PayeeBank.Length == 0 ? null : form.PayeeBank;
    }

    private async Task<bool> SaveAsync(AdminDb db, Application application, FieldErrors errors, CancellationToken cancel)
    {
        Touch(application);
        try
        {
            await db.SaveChangesAsync(cancel);
            return true;
        }
        catch (Exception e) when (e is DbUpdateException || DatabaseConflict.IsOvertaken(e))
        {
            // Another session moved it, or the same account took another position at the same moment: the database decides.
            db.Forget();
            errors.Add("", Overtaken);
            return false;
        }
    }

    private ApplicationForm Typed(Application application) => StoredFacts.Read(vault.Open(ApplicationFields.Facts, application.Id, application.Facts, OpenPurpose.Internal)).Typed;

    internal static RulePack? Pack(RuleBook book, Application application) => FactInput.Benefits(book).FirstOrDefault(p => p.Question?.Code == application.BenefitId);

    private static Task<Person?> PersonAsync(AdminDb db, Application application, CancellationToken cancel) =>
        db.Persons.AsNoTracking().Include(p => p.Honours).SingleOrDefaultAsync(p => p.Id == application.PersonId && p.MergedIntoId == null, cancel);

    private static Guid Account(AdminDb db) => db.Actor.AccountId ?? throw new InvalidOperationException("Applications are moved by people.");
}
