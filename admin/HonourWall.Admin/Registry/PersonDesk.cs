using HonourWall.Admin.Applications;
using HonourWall.Admin.Audit;
using HonourWall.Admin.Data;
using HonourWall.Admin.Organisations;
using HonourWall.Admin.Protection;
using HonourWall.Admin.Statistics;
using HonourWall.Admin.Web;
using Microsoft.EntityFrameworkCore;

namespace HonourWall.Admin.Registry;

/// <summary>Takes in, changes and merges persons; writes their readable history. Callers save, so that a whole list is one transaction.</summary>
public sealed class PersonDesk(Vault vault, TimeProvider clock)
{
    /// <summary>A new person from a form that was checked; tracked, not saved.</summary>
    public Person Add(AdminDb db, Organisation organisation, PersonForm form)
    {
        var now = clock.GetUtcNow();
        var person = new Person
        {
            OrganisationId = organisation.Id,
            OrganisationPath = organisation.OrganisationPath,
            Name = form.Name,
            Status = PersonStatuses.Find(form.Status) ?? throw new ArgumentException("The form was not checked.", nameof(form)),
            CreatedAt = now,
            UpdatedAt = now,
        };
        db.Persons.Add(person);
        Fill(db, person, form);
        // The account that an entry is made with is not a changed one.
        if (person.BankCardChangedAt is not null) person.BankCardChangedAt = now;
        person.StatusChanges.Add(NewStatus(db, person));
        Record(db, person, PersonFields.Entry, null, "新建");
        return person;
    }

    /// <summary>Changes a person to what a checked form says.</summary>
    public void Change(AdminDb db, Person person, Organisation organisation, PersonForm form)
    {
        // First: the rows that are added below must carry the new path; those that exist follow by the foreign key.
        if (organisation.Id != person.OrganisationId)
        {
            (person.OrganisationId, person.OrganisationPath, person.IsDouble) = (organisation.Id, organisation.OrganisationPath, false);
            Record(db, person, "组织", null, organisation.Name);
        }
        Compare(db, person, "姓名", person.Name, form.Name);
        Compare(db, person, "单位", person.Unit, NullIfEmpty(form.Unit));
        Compare(db, person, "职务", person.Occupation, NullIfEmpty(form.Occupation));
        Compare(db, person, "开户行", person.BankName, NullIfEmpty(form.BankName));
        Compare(db, person, "公开编号", person.PublicId, NullIfEmpty(form.PublicId));
        var status = PersonStatuses.Find(form.Status) ?? throw new ArgumentException("The form was not checked.", nameof(form));
        var since = PersonForm.ReadDate(form.StatusSince);
        if (status != person.Status || since != person.StatusSince)
        {
            Record(db, person, "状态", person.Status.Word(), status.Word());
            person.Status = status;
            person.StatusSince = since;
            db.Set<StatusChange>().Add(NewStatus(db, person));
        }
        Fill(db, person, form);
        Touch(person);
    }

    /// <summary>
    /// Merges a duplicate into the entry that stays: honours and relatives go over, empty fields are filled, and the duplicate remains with its history,
    /// pointing to the other. Saves on the way: within a transaction of the caller.
    /// </summary>
    /// <returns>Why not; null when it was done.</returns>
    public async Task<string?> MergeAsync(AdminDb db, Person stays, Person duplicate, CancellationToken cancel)
    {
        if (stays.Id == duplicate.Id) return "不能与自己合并。";
        if (stays.MergedIntoId is not null || duplicate.MergedIntoId is not null) return "其中一份档案已经合并过了。";
        if (stays.IdNumber is not null && duplicate.IdNumber is not null && !string.Equals(Open(PersonFields.IdNumber, stays), Open(PersonFields.IdNumber, duplicate), StringComparison.Ordinal)) return "两份档案的身份证号不同，不能合并。";
        // What stops payments is not lost in a merge: nobody is alive again because the entry that stays does not know.
        if (duplicate.Status is PersonStatus.Deceased or PersonStatus.Disciplined && stays.Status != duplicate.Status) return $"要并入的档案是{duplicate.Status.Word()}，这一份是{stays.Status.Word()}。请先核对，把状态改成一致，再合并。";
        if (stays.IdNumberIndex is null && duplicate.IdNumberIndex is { } number && await db.Persons.AnyAsync(p => p.Id != duplicate.Id && p.OrganisationId == stays.OrganisationId && p.MergedIntoId == null && p.IdNumberIndex == number, cancel)) return "要并入的档案的身份证号，这个组织里另有一份档案也在用。请先把那两份合并。";
        // First, and saved: its number goes over, and the database takes a number from one entry at a time.
        duplicate.MergedIntoId = stays.Id;
        Record(db, duplicate, "合并", null, "已并入另一份档案");
        Touch(duplicate);
        await db.SaveChangesAsync(cancel);
        stays.Unit ??= duplicate.Unit;
        stays.Occupation ??= duplicate.Occupation;
        stays.PublicId ??= duplicate.PublicId;
        stays.IdNumberIndex ??= duplicate.IdNumberIndex;
        stays.MobileIndex ??= duplicate.MobileIndex;
        stays.IdNumber ??= Reseal(PersonFields.IdNumber, duplicate, stays.Id);
        stays.Mobile ??= Reseal(PersonFields.Mobile, duplicate, stays.Id);
        stays.Address ??= Reseal(PersonFields.Address, duplicate, stays.Id);
        stays.Health ??= Reseal(PersonFields.Health, duplicate, stays.Id);
        stays.Income ??= Reseal(PersonFields.Income, duplicate, stays.Id);
        if (stays.BankCard is null && duplicate.BankCard is not null)
        {
            stays.BankCard = Reseal(PersonFields.BankCard, duplicate, stays.Id);
            stays.BankCardIndex = duplicate.BankCardIndex;
            stays.BankName = duplicate.BankName;
            // A card that comes over is a changed card: the cooling period begins.
            stays.BankCardChangedAt = clock.GetUtcNow();
            Record(db, stays, PersonFields.BankCard.Word, null, "由合并的档案带来");
        }
        var known = stays.Honours.Select(h => (h.Award, h.Year)).ToHashSet();
        // What either entry knows to be withdrawn is withdrawn.
        foreach (var honour in stays.Honours.Where(h => h.RevokedOn is null))
        {
            if (duplicate.Honours.Find(h => h.Award == honour.Award && h.Year == honour.Year)?.RevokedOn is not { } day) continue;
            Record(db, stays, PersonFields.Honour, WrittenHonour.Write(honour.Award, honour.Year, null), WrittenHonour.Write(honour.Award, honour.Year, day));
            honour.RevokedOn = day;
        }
        foreach (var honour in duplicate.Honours.Where(h => known.Add((h.Award, h.Year))))
            db.Set<PersonHonour>().Add(new() { PersonId = stays.Id, OrganisationPath = stays.OrganisationPath, Award = honour.Award, Year = honour.Year, RevokedOn = honour.RevokedOn });
        foreach (var relative in await db.Set<Relative>().Where(r => r.PersonId == duplicate.Id).ToListAsync(cancel)) db.Set<Relative>().Add(Copy(relative, stays));
        foreach (var application in await db.Set<Application>().Where(a => a.PersonId == duplicate.Id).ToListAsync(cancel)) application.PersonId = stays.Id;
        await PaidFigures.MoveAsync(db, duplicate.Id, stays.Id, cancel);
        Record(db, stays, "合并", null, "并入了一份重复档案");
        Touch(stays);
        db.Note(new(AuditAction.Merged, "persons", stays.Id.ToString(), Detail: duplicate.Id.ToString()));
        return null;
    }

    /// <summary>Adds a line to the person's readable history.</summary>
    public void Record(AdminDb db, Person person, string field, string? before, string? after) =>
        db.Set<PersonEvent>().Add(new() { PersonId = person.Id, OrganisationPath = person.OrganisationPath, At = clock.GetUtcNow(), By = db.Actor.Name, FactBy = PersonFields.IsFact(field) ? db.Actor.AccountId : null, Field = field, Before = before, After = after });

    /// <summary>Marks a person as changed: a form made from an older version is refused.</summary>
    public void Touch(Person person)
    {
        person.UpdatedAt = clock.GetUtcNow();
        person.Version++;
    }

    private void Fill(AdminDb db, Person person, PersonForm form)
    {
        person.Name = form.Name;
        person.StatusSince = PersonForm.ReadDate(form.StatusSince);
        person.Unit = NullIfEmpty(form.Unit);
        person.Occupation = NullIfEmpty(form.Occupation);
        person.PublicId = NullIfEmpty(form.PublicId);
        person.BankName = NullIfEmpty(form.BankName);
        if (Changes(db, person, PersonFields.IdNumber, form.IdNumberText, form))
            (person.IdNumber, person.IdNumberIndex, person.IsDouble) = (Seal(PersonFields.IdNumber, person, form.IdNumberText), vault.IndexOrNull(PersonFields.IdNumber, form.IdNumberText), false);
        if (Changes(db, person, PersonFields.Mobile, form.Mobile, form))
            (person.Mobile, person.MobileIndex) = (Seal(PersonFields.Mobile, person, form.Mobile), vault.IndexOrNull(PersonFields.Mobile, form.Mobile));
        if (Changes(db, person, PersonFields.BankCard, form.BankCard, form))
            (person.BankCard, person.BankCardIndex, person.BankCardChangedAt) = (Seal(PersonFields.BankCard, person, form.BankCard), vault.IndexOrNull(PersonFields.BankCard, form.BankCard), clock.GetUtcNow());
        if (Changes(db, person, PersonFields.Address, form.Address, form)) person.Address = Seal(PersonFields.Address, person, form.Address);
        if (Changes(db, person, PersonFields.Health, form.Health, form)) person.Health = Seal(PersonFields.Health, person, form.Health);
        if (Changes(db, person, PersonFields.Income, form.Income, form)) person.Income = Seal(PersonFields.Income, person, form.Income);
        FillHonours(db, person, form);
    }

    private void FillHonours(AdminDb db, Person person, PersonForm form)
    {
        var wanted = form.ReadHonours(Beijing.Day(clock.GetUtcNow())).Honours;
        foreach (var gone in person.Honours.Where(h => !wanted.Any(w => w.Award == h.Award && w.Year == h.Year)).ToList())
        {
            person.Honours.Remove(gone);
            db.Set<PersonHonour>().Remove(gone);
            Record(db, person, PersonFields.Honour, WrittenHonour.Write(gone.Award, gone.Year, gone.RevokedOn), null);
        }
        foreach (var honour in wanted)
        {
            if (person.Honours.Find(h => h.Award == honour.Award && h.Year == honour.Year) is not { } known)
            {
                db.Set<PersonHonour>().Add(new() { PersonId = person.Id, OrganisationPath = person.OrganisationPath, Award = honour.Award, Year = honour.Year, RevokedOn = honour.RevokedOn });
                Record(db, person, PersonFields.Honour, null, honour.ToString());
            }
            else if (known.RevokedOn != honour.RevokedOn)
            {
                Record(db, person, PersonFields.Honour, WrittenHonour.Write(known.Award, known.Year, known.RevokedOn), honour.ToString());
                known.RevokedOn = honour.RevokedOn;
            }
        }
    }

    // Empty means "as it was"; only a tick removes.
    private bool Changes(AdminDb db, Person person, ProtectedField field, string typed, PersonForm form)
    {
        var removed = form.Removed.Contains(field.Column);
        if (typed.Length == 0 && !(removed && person.Value(field) is not null)) return false;
        if (db.Entry(person).State != EntityState.Added) Record(db, person, field.Word, null, typed.Length == 0 ? "已删除" : "已更改");
        return true;
    }

    private void Compare(AdminDb db, Person person, string field, string? before, string? after)
    {
        if (!string.Equals(before, after, StringComparison.Ordinal)) Record(db, person, field, before, after);
    }

    private StatusChange NewStatus(AdminDb db, Person person) =>
        new() { PersonId = person.Id, OrganisationPath = person.OrganisationPath, Status = person.Status, Since = person.StatusSince, RecordedAt = clock.GetUtcNow(), RecordedBy = db.Actor.Name };

    private ProtectedText? Seal(ProtectedField field, Person person, string typed) => vault.SealOrNull(field, person.Id, Masking.ToStore(field.Kind, typed));

    private string Open(ProtectedField field, Person person) => vault.Open(field, person.Id, person.Value(field) ?? throw new InvalidOperationException(field.Column), OpenPurpose.Internal);

    private ProtectedText? Reseal(ProtectedField field, Person from, Guid to) => from.Value(field) is null ? null : vault.Seal(field, to, Open(field, from));

    private Relative Copy(Relative relative, Person person)
    {
        var id = Guid.CreateVersion7();
        ProtectedText Moved(ProtectedField field, ProtectedText value) => vault.Seal(field, id, vault.Open(field, relative.Id, value, OpenPurpose.Internal));
        return new()
        {
            Id = id,
            PersonId = person.Id,
            OrganisationPath = person.OrganisationPath,
            Relation = relative.Relation,
            IsContact = relative.IsContact,
            Name = Moved(Relative.NameField, relative.Name),
            Phone = relative.Phone is null ? null : Moved(Relative.PhoneField, relative.Phone),
            IdNumber = relative.IdNumber is null ? null : Moved(Relative.IdNumberField, relative.IdNumber),
        };
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
