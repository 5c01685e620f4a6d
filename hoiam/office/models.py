"""The office itself: its tree, its units, the people who work there, its areas, and who may do what."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property


class Office(models.Model):
    """A commune-level office, or the province above it."""

    class Level(models.TextChoices):
        PROVINCE = "province", "tỉnh, thành phố"
        XA = "xa", "xã"
        PHUONG = "phuong", "phường"
        DAC_KHU = "dac_khu", "đặc khu"

    code = models.SlugField(unique=True)
    level = models.CharField(max_length=10, choices=Level)
    name = models.CharField(max_length=100, help_text="Tên riêng, có cấp: «Phường Hòa Bình»")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    hostname = models.CharField(max_length=253, blank=True, help_text="Tên miền riêng của trang, nếu có")
    address = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    police_phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    opening_hours = models.CharField(max_length=200, blank=True)
    due_soon_days = models.PositiveSmallIntegerField(default=2, help_text="Sắp đến hạn: còn từng này ngày làm việc")
    escalate_after_days = models.PositiveSmallIntegerField(
        default=5, help_text="Quá hạn hơn từng này ngày làm việc thì báo Chủ tịch"
    )
    sealing_key = models.CharField(
        max_length=64,
        blank=True,
        help_text="Khóa công khai của tỉnh: đơn về lãnh đạo cơ quan dưới được niêm phong cho khóa này",
    )

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def short(self) -> str:
        """How residents call it: «phường», «xã», «đặc khu»."""
        return self.get_level_display().split(",")[0]

    @property
    def committee(self) -> str:
        """«UBND phường Hòa Bình», as in sentences."""
        return f"UBND {self.name[:1].lower()}{self.name[1:]}"

    @property
    def letterhead(self) -> tuple[str, str]:
        """The two lines of an official document that name who issues it."""
        return ("ỦY BAN NHÂN DÂN", self.name.upper())

    @property
    def committee_in_full(self) -> str:
        """«Ủy ban nhân dân phường Hòa Bình», as in official documents."""
        return self.committee.replace("UBND", "Ủy ban nhân dân", 1)


class Unit(models.Model):
    """A room, board or post that a matter can be given to."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="units")
    code = models.SlugField(max_length=20, help_text="Ký hiệu trong số văn bản: KT, VHXH, VP")
    name = models.CharField(max_length=120)
    phone = models.CharField(max_length=20, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["office", "code"], name="unit_code_once")]

    def __str__(self) -> str:
        return self.name


class Area(models.Model):
    """A thôn, tổ dân phố, buôn, ấp …: the label is data, old names are aliases."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="areas")
    label = models.CharField(max_length=30, default="tổ dân phố")
    name = models.CharField(max_length=80, help_text="«3», «Đồng Tâm»; không kèm nhãn")
    aliases = models.JSONField(default=list, blank=True, help_text="Tên cũ, tên thường gọi")

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["office", "label", "name"], name="area_once")]

    def __str__(self) -> str:
        return f"{self.label[:1].upper()}{self.label[1:]} {self.name}"


class PersonManager(BaseUserManager["Person"]):
    def get_queryset(self) -> models.QuerySet[Person]:
        # Whoever signs in is asked for their office and unit on every page.
        return super().get_queryset().select_related("office", "unit")

    def create_user(self, username: str, password: str | None = None, **fields: Any) -> Person:
        person = self.model(username=username.lower(), **fields)
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser):
    """A member of staff. Residents have no accounts."""

    username = models.CharField("tên đăng nhập", max_length=60, unique=True)
    full_name = models.CharField("họ và tên", max_length=100)
    post = models.CharField("chức vụ", max_length=120, blank=True, help_text="Người dân đọc chức vụ, không đọc tên")
    email = models.EmailField("thư công vụ", blank=True)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="people")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    is_active = models.BooleanField(default=True)

    objects = PersonManager()

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS = ["full_name"]

    class Meta:
        ordering = ["username"]

    def __str__(self) -> str:
        return self.full_name

    @cached_property
    def roles(self) -> frozenset[str]:
        """Read once for each request (the signed-in person is read anew each time); granting and ending forget it."""
        held = self.grants.filter(ended_at__isnull=True).values_list("role", "until")
        # A role for a period is over with its last day, also while the chore that writes its end is late.
        today = timezone.localdate()
        return frozenset(role for role, until in held if until is None or until >= today)


class Role(models.TextChoices):
    CLERK = "clerk", "công chức tiếp nhận"
    RECEPTION_OFFICER = "reception_officer", "công chức tiếp công dân"
    HANDLER = "handler", "chuyên viên xử lý"
    HEAD_OF_UNIT = "head_of_unit", "Trưởng phòng, Phó Trưởng phòng"
    OFFICE_HEAD = "office_head", "Chánh Văn phòng"
    APPROVER = "approver", "người duyệt: Chủ tịch"
    VICE_CHAIRMAN = "vice_chairman", "Phó Chủ tịch phụ trách lĩnh vực"
    RECORDS_OFFICER = "records_officer", "văn thư"
    AUDITOR = "auditor", "người giám sát"
    ADMINISTRATOR = "administrator", "quản trị hệ thống"


class RoleGrant(models.Model):
    """A role held by a person: who gave it and when. It ends by a second date, it is never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="grants")
    role = models.CharField(max_length=20, choices=Role)
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    until = models.DateField(null=True, help_text="Hết ngày này thì thôi; trống là không định ngày")
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["granted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(ended_at__isnull=True), name="role_held_once"
            )
        ]


class Oversight(models.Model):
    """A vice-chairman's field: the units whose work they direct, and for which they approve as KT. CHỦ TỊCH."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="oversees")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="overseen_by")
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    granted_at = models.DateTimeField()
    ended_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["granted_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "unit"], condition=models.Q(ended_at__isnull=True), name="overseen_once"
            )
        ]


def holders(office: Office, role: Role) -> models.QuerySet[Person]:
    """The active people who hold a role in an office now."""
    return Person.objects.filter(office=office, is_active=True, grants__role=role, grants__ended_at__isnull=True)


def roles_of(person: Person) -> frozenset[str]:
    """The roles a person holds now; none once the account is closed."""
    return person.roles if person.is_active else frozenset()


class Topic(models.Model):
    """A thing or a service that messages are about; it proposes the unit. Names no person and no viewpoint."""

    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="topics")
    slug = models.SlugField(max_length=30)
    words = models.CharField(max_length=100, help_text="Như người dân đọc trên mẫu gửi")
    lead = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    along = models.CharField(max_length=200, blank=True, help_text="Phối hợp, hoặc chuyển đến")
    added_by = models.CharField(max_length=120, default="danh mục mặc định", help_text="Ai đưa vào danh mục (chức vụ)")
    routing_words = models.JSONField(
        default=list, blank=True, help_text="Chữ cơ quan thêm để nhận ra lĩnh vực: chữ, và chức vụ người thêm"
    )

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["office", "slug"], name="topic_once")]

    def __str__(self) -> str:
        return self.words
