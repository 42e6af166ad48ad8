using HonourWall.Admin.Accounts;
using HonourWall.Admin.Data;
using HonourWall.Admin.Disbursements;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry;

/// <summary>The registry: list, search by number, one person, editing, relatives, merging, revealing.</summary>
public static class PersonsEndpoints
{
    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/persons", ListAsync).Requires(Permission.RegistryRead);
        endpoints.MapPost("/persons/find", FindByNumberAsync).Requires(Permission.RegistryRead);
        endpoints.MapGet("/persons/new", (AdminDb db, CancellationToken cancel) => ShowFormAsync(db, null, new(), new(), cancel)).Requires(Permission.RegistryWrite);
        endpoints.MapPost("/persons/new", CreateAsync).Requires(Permission.RegistryWrite);
        endpoints.MapGet("/persons/{id:guid}", ShowAsync).Requires(Permission.RegistryRead);
        endpoints.MapGet("/persons/{id:guid}/edit", EditAsync).Requires(Permission.RegistryWrite);
        endpoints.MapPost("/persons/{id:guid}/edit", SaveAsync).Requires(Permission.RegistryWrite);
        endpoints.MapPost("/persons/{id:guid}/reveal", RevealAsync).Requires(Permission.RegistryReveal);
        endpoints.MapPost("/persons/{id:guid}/relatives", AddRelativeAsync).Requires(Permission.RegistryWrite);
        endpoints.MapPost("/persons/{id:guid}/relatives/{relative:guid}/remove", RemoveRelativeAsync).Requires(Permission.RegistryWrite);
        endpoints.MapPost("/persons/{id:guid}/merge", MergeAsync).Requires(Permission.RegistryWrite);
    }

    private static async Task<IResult> ListAsync(HttpRequest request, AdminDb db, Vault vault, CancellationToken cancel)
    {
        var filter = PersonFilter.Read(FilterInput.InAddress(request));
        return await ShowListAsync(db, vault, filter, Paging.Asked(request), null, 200, cancel);
    }

    private static async Task<IResult> ShowListAsync(AdminDb db, Vault vault, PersonFilter filter, int number, string? wrong, int status, CancellationToken cancel, List<Guid>? only = null)
    {
        var persons = await filter.ApplyAsync(db, cancel);
        if (only is not null) persons = persons.Where(p => only.Contains(p.Id));
        var total = await persons.CountAsync(cancel);
        var rows = await Paging.ReadAsync(number, persons.OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => p.Id), ids => db.Persons.AsNoTracking().Include(p => p.Honours).AsSplitQuery().Where(p => ids.Contains(p.Id)), p => p.Id, cancel);
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<PersonsPage, PersonsPageModel>(new(
            filter,
            [.. rows.Select(p => new PersonRow(p, vault.Mask(PersonFields.IdNumber, p.Id, p.IdNumber), vault.Mask(PersonFields.Mobile, p.Id, p.Mobile)))],
            [.. organisations],
            new(number, total, n => $"/persons?{filter.Query()}&page={n}"),
            wrong), status);
    }

    private static async Task<IResult> FindByNumberAsync(HttpRequest request, AdminDb db, Vault vault, Reveals reveals, CancellationToken cancel)
    {
        var typed = (await request.ReadFormAsync(cancel))["number"].ToString().Trim();
        var field = Masking.Normal(SensitiveKind.IdNumber, typed).Length == 18 ? PersonFields.IdNumber : PersonFields.Mobile;
        var empty = new PersonFilter("", "", null, null, "");
        if (typed.Length == 0) return await ShowListAsync(db, vault, empty, 1, "请填写身份证号或手机号。", 422, cancel);
        if (!await reveals.LookUpAsync(db, field, typed, cancel)) return await ShowListAsync(db, vault, empty, 1, $"每小时最多按号码查找 {Reveals.LookUpsPerHour} 次，请过一会儿再试。", 429, cancel);
        var indexes = vault.Indexes(field, typed);
        var found = await db.Persons.Where(p => p.MergedIntoId == null && (field == PersonFields.IdNumber ? indexes.Contains(p.IdNumberIndex) : indexes.Contains(p.MobileIndex))).Select(p => p.Id).Take(Paging.Size).ToListAsync(cancel);
        // A family shares a telephone.
        if (found.Count > 1) return await ShowListAsync(db, vault, empty, 1, $"有 {found.Count} 份档案登记了这个号码，都列在下面。", 200, cancel, found);
        return found.Count == 1 ? Page.Go($"/persons/{found[0]}") : await ShowListAsync(db, vault, empty, 1, "您的组织范围内没有这个号码的档案。", 404, cancel);
    }

    private static async Task<IResult> ShowAsync(HttpRequest request, Guid id, AdminDb db, Vault vault, CancellationToken cancel) =>
        await FindAsync(db, id, cancel) is { } person ? await ShowPersonAsync(db, vault, person, null, null, cancel, number: Paging.AskedOfHistory(request)) : Page.NotFound();

    private static Task<Person?> FindAsync(AdminDb db, Guid id, CancellationToken cancel) =>
        db.Persons.Include(p => p.Honours).Include(p => p.StatusChanges).Include(p => p.Relatives).AsSplitQuery().SingleOrDefaultAsync(p => p.Id == id, cancel);

    private static async Task<IResult> ShowPersonAsync(AdminDb db, Vault vault, Person person, RevealedField? revealed, string? refused, CancellationToken cancel, FieldErrors? wrong = null, int number = 1)
    {
        var organisation = await db.Organisations.Where(o => o.Id == person.OrganisationId).Select(o => o.Name).SingleOrDefaultAsync(cancel);
        var (events, history) = await Paging.ReadHistoryAsync(db.Set<PersonEvent>().AsNoTracking().Where(e => e.PersonId == person.Id).OrderByDescending(e => e.At).ThenByDescending(e => e.Id), number, $"/persons/{person.Id}", cancel);
        var indexes = person.IdNumberIndex;
        var alike = await db.Persons.AsNoTracking().Where(p => p.Id != person.Id && p.MergedIntoId == null && ((indexes != null && p.IdNumberIndex == indexes) || (p.Name == person.Name && p.Unit == person.Unit)))
            .OrderBy(p => p.Id).Take(PersonPageModel.AlikeShown + 1).ToListAsync(cancel);
        var masks = PersonFields.All.ToDictionary(f => f, f => vault.Mask(f, person.Id, person.Value(f)));
        var relatives = person.Relatives.OrderBy(r => r.Id).Select(r => new RelativeRow(r, vault.Mask(Relative.PhoneField, r.Id, r.Phone), vault.Mask(Relative.IdNumberField, r.Id, r.IdNumber)));
        return Page.Show<PersonPage, PersonPageModel>(new(person, organisation ?? "", masks, [.. relatives], [.. events], history, [.. alike], revealed, refused, wrong ?? new()), refused is null && wrong is null ? 200 : 422);
    }

    private static async Task<IResult> ShowFormAsync(AdminDb db, Person? person, PersonForm form, FieldErrors errors, CancellationToken cancel)
    {
        var organisations = await db.Organisations.AsNoTracking().OrderBy(o => o.OrganisationPath).ToListAsync(cancel);
        return Page.Show<PersonFormPage, PersonFormPageModel>(new(person, form, [.. organisations], errors), errors.Any ? 422 : 200);
    }

    private static async Task<IResult> CreateAsync(HttpRequest request, AdminDb db, PersonDesk desk, Vault vault, TimeProvider clock, CancellationToken cancel)
    {
        var form = PersonForm.Read(await request.ReadFormAsync(cancel));
        var (organisation, errors) = await CheckAsync(db, vault, form, null, clock, cancel);
        if (errors.Any || organisation is null) return await ShowFormAsync(db, null, form, errors, cancel);
        var person = desk.Add(db, organisation, form);
        try
        {
            await db.SaveChangesAsync(cancel);
        }
        catch (DbUpdateException e) when (DatabaseConflict.IsDuplicate(e))
        {
            db.Forget();
            (_, errors) = await CheckAsync(db, vault, form, null, clock, cancel);
            errors.Add("", JustTaken);
            return await ShowFormAsync(db, null, form, errors, cancel);
        }
        return Page.Go($"/persons/{person.Id}", "added");
    }

    private static async Task<IResult> EditAsync(Guid id, AdminDb db, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { MergedIntoId: null } person) return Page.NotFound();
        return await ShowFormAsync(db, person, new()
        {
            Name = person.Name,
            Organisation = person.OrganisationId.ToString(),
            Status = person.Status.Word(),
            StatusSince = person.StatusSince?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) ?? "",
            Unit = person.Unit ?? "",
            Occupation = person.Occupation ?? "",
            PublicId = person.PublicId ?? "",
            BankName = person.BankName ?? "",
            Honours = string.Join('\n', person.Honours.OrderBy(h => h.Year).Select(h => WrittenHonour.Write(h.Award, h.Year, h.RevokedOn))),
            Version = person.Version,
        }, new(), cancel);
    }

    private static async Task<IResult> SaveAsync(HttpRequest request, Guid id, AdminDb db, PersonDesk desk, HoldDesk holds, Vault vault, TimeProvider clock, CancellationToken cancel)
    {
        var form = PersonForm.Read(await request.ReadFormAsync(cancel));
        if (await FindAsync(db, id, cancel) is not { MergedIntoId: null } person) return Page.NotFound();
        var (organisation, errors) = await CheckAsync(db, vault, form, person, clock, cancel);
        if (form.Version != person.Version) errors.Add("", "这份档案在您填写时已被别人修改。请核对下面的内容后再保存一次。");
        if (errors.Any || organisation is null) return await ShowFormAsync(db, person, form with { Version = person.Version }, errors, cancel);
        var status = person.Status;
        desk.Change(db, person, organisation, form);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync(cancel);
            // 去世 and 违纪 stop open payments in the same moment.
            if (person.Status != status) await holds.StopAtOnceAsync(db, person, cancel);
            await db.SaveChangesAsync(cancel);
            await transaction.CommitAsync(cancel);
        }
        catch (DbUpdateException e) when (DatabaseConflict.IsDuplicate(e))
        {
            db.Forget();
            if (await FindAsync(db, id, cancel) is not { MergedIntoId: null } now) return Page.NotFound();
            (_, errors) = await CheckAsync(db, vault, form, now, clock, cancel);
            errors.Add("", JustTaken);
            return await ShowFormAsync(db, now, form, errors, cancel);
        }
        catch (Exception e) when (DatabaseConflict.IsOvertaken(e))
        {
            errors.Add("", "这份档案刚刚被别人修改，您的修改没有保存。请再保存一次。");
            return await ShowFormAsync(db, person, form, errors, cancel);
        }
        return Page.Go($"/persons/{id}", "saved");
    }

    // The database takes one number once in each organisation, whoever looked at the same instant.
    private const string JustTaken = "同一时刻有人录入了同一个身份证号，您填写的没有保存，都还在下面。请先看那一份档案。";

    private static async Task<(Organisation? Organisation, FieldErrors Errors)> CheckAsync(AdminDb db, Vault vault, PersonForm form, Person? person, TimeProvider clock, CancellationToken cancel)
    {
        var errors = form.Check(Beijing.Day(clock.GetUtcNow()));
        var organisation = Guid.TryParse(form.Organisation, out var id) ? await db.Organisations.SingleOrDefaultAsync(o => o.Id == id, cancel) : null;
        if (organisation is null) errors.Add("organisation", "请选择组织。");
        var own = person?.Id ?? Guid.Empty;
        if (form.IdNumberText.Length > 0 && errors.Of("id-number") is null)
        {
            var indexes = vault.Indexes(PersonFields.IdNumber, form.IdNumberText);
            if (await db.Persons.AnyAsync(p => p.Id != own && p.MergedIntoId == null && indexes.Contains(p.IdNumberIndex), cancel)) errors.Add("id-number", "已有一份档案用这个身份证号。");
        }
        else if (person?.IdNumber is { } kept && organisation is not null && organisation.Id != person.OrganisationId && !form.Removed.Contains(PersonFields.IdNumber.Column))
        {
            var indexes = vault.Indexes(PersonFields.IdNumber, vault.Open(PersonFields.IdNumber, person.Id, kept, OpenPurpose.Internal));
            if (await db.Persons.AnyAsync(p => p.Id != own && p.MergedIntoId == null && p.OrganisationId == organisation.Id && indexes.Contains(p.IdNumberIndex), cancel)) errors.Add("organisation", "那里已有一份档案用这个人的身份证号，请与它合并。");
        }
        return (organisation, errors);
    }

    private static async Task<IResult> RevealAsync(HttpContext http, Guid id, AdminDb db, Vault vault, Reveals reveals, CancellationToken cancel)
    {
        var form = await http.Request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { } person) return Page.NotFound();
        var (field, row, value) = Guid.TryParse(form["relative"], out var relativeId) && person.Relatives.FirstOrDefault(r => r.Id == relativeId) is { } relative
            ? (form["field"].ToString() switch { "name" => Relative.NameField, "phone" => Relative.PhoneField, "id_number" => Relative.IdNumberField, _ => null }, relative.Id,
                form["field"].ToString() switch { "name" => relative.Name, "phone" => relative.Phone, _ => relative.IdNumber })
            : (PersonFields.All.FirstOrDefault(f => f.Column == form["field"]), person.Id, PersonFields.All.FirstOrDefault(f => f.Column == form["field"]) is { } own ? person.Value(own) : null);
        if (field is null || value is null) return Page.NotFound();
        var (text, refused) = await reveals.RevealAsync(db, person, field, row, value, form["reason"].ToString(), cancel);
        // After a minute the page goes back to the masked one by itself.
        if (text is not null) http.Response.Headers["Refresh"] = $"60; url=/persons/{id}";
        return await ShowPersonAsync(db, vault, person, text is null ? null : new(field, row, text), refused, cancel);
    }

    private static async Task<IResult> AddRelativeAsync(HttpRequest request, Guid id, AdminDb db, PersonDesk desk, Vault vault, CancellationToken cancel)
    {
        var form = await request.ReadFormAsync(cancel);
        if (await FindAsync(db, id, cancel) is not { MergedIntoId: null } person) return Page.NotFound();
        var (name, relation, phone, number) = (form["name"].ToString().Trim(), form["relation"].ToString().Trim(), form["phone"].ToString().Trim(), Masking.Normal(SensitiveKind.IdNumber, form["id-number"].ToString()));
        var errors = new FieldErrors();
        if (relation.Length is < 1 or > 20 || Writing.IsUnreadable(relation)) errors.Add("relation", "请填写关系。");
        if (name.Length is < 1 or > 60) errors.Add("name", "请填写家属或联系人的姓名，最多 60 个字。");
        else if (Writing.IsUnreadable(name)) errors.Add("name", "姓名里有不能识别的字符。");
        if (phone.Length > 0 && !PersonForm.IsTelephone(phone)) errors.Add("phone", "电话写成 13800138000 或 010-65250000 的样子，最多 20 个字。");
        if (number.Length > 0 && IdNumber.Refuse(number) is { } wrong) errors.Add("id-number", wrong);
        if (errors.Any) return await ShowPersonAsync(db, vault, person, null, null, cancel, errors);
        var row = Guid.CreateVersion7();
        db.Set<Relative>().Add(new()
        {
            Id = row,
            PersonId = person.Id,
            OrganisationPath = person.OrganisationPath,
            Relation = relation,
            IsContact = form["contact"] == "yes",
            Name = vault.Seal(Relative.NameField, row, name),
            Phone = vault.SealOrNull(Relative.PhoneField, row, phone),
            IdNumber = vault.SealOrNull(Relative.IdNumberField, row, number),
        });
        desk.Record(db, person, PersonFields.Family, null, "添加：" + relation);
        desk.Touch(person);
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/persons/{id}", "added");
    }

    private static async Task<IResult> RemoveRelativeAsync(Guid id, Guid relative, AdminDb db, PersonDesk desk, CancellationToken cancel)
    {
        if (await FindAsync(db, id, cancel) is not { } person || person.Relatives.FirstOrDefault(r => r.Id == relative) is not { } row) return Page.NotFound();
        db.Set<Relative>().Remove(row);
        desk.Record(db, person, PersonFields.Family, row.Relation, null);
        desk.Touch(person);
        await db.SaveChangesAsync(cancel);
        return Page.Go($"/persons/{id}", "removed");
    }

    private static async Task<IResult> MergeAsync(HttpRequest request, Guid id, AdminDb db, PersonDesk desk, Vault vault, CancellationToken cancel)
    {
        var other = Guid.TryParse((await request.ReadFormAsync(cancel))["duplicate"], out var otherId) ? await FindAsync(db, otherId, cancel) : null;
        if (other is null || await FindAsync(db, id, cancel) is not { } person) return Page.NotFound();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (await desk.MergeAsync(db, person, other, cancel) is { } refused) return await ShowPersonAsync(db, vault, person, null, refused, cancel);
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        return Page.Go($"/persons/{id}", "merged");
    }
}
