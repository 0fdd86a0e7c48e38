"""What recall keeps of each basis, and its marks."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("knowledge", "0002_basis_text"),
        ("law", "0008_effects_in_parts"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Watch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen", models.CharField(blank=True, max_length=64)),
                ("reason", models.CharField(default="sound", max_length=12)),
                ("changed_on", models.DateField(blank=True, null=True)),
                ("applied_at", models.DateTimeField(blank=True, null=True)),
                ("coming", models.CharField(blank=True, max_length=12)),
                ("coming_on", models.DateField(blank=True, null=True)),
                ("words", models.TextField(blank=True)),
                ("checked_at", models.DateTimeField()),
                (
                    "basis",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="watch",
                        to="knowledge.basis",
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="law.effect",
                    ),
                ),
                (
                    "coming_cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="law.effect",
                    ),
                ),
            ],
            options={
                "verbose_name": "theo dõi căn cứ",
                "verbose_name_plural": "theo dõi căn cứ",
            },
        ),
        migrations.CreateModel(
            name="Recall",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("address", models.CharField(blank=True, max_length=160)),
                ("words_hash", models.CharField(blank=True, max_length=64)),
                ("ahead", models.BooleanField(default=False, verbose_name="sắp thay đổi")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("changed", "Đã sửa đổi"),
                            ("moved", "Đã đổi số"),
                            ("ended", "Hết hiệu lực"),
                            ("suspended", "Ngưng hiệu lực"),
                            ("unsuited", "Không còn phù hợp"),
                            ("not-yet", "Chưa có hiệu lực"),
                            ("gone", "Không còn trong văn bản"),
                            ("withdrawn", "Văn bản đã gỡ"),
                        ],
                        max_length=12,
                        verbose_name="thay đổi",
                    ),
                ),
                (
                    "changed_on",
                    models.DateField(blank=True, null=True, verbose_name="thay đổi từ ngày"),
                ),
                ("applied_at", models.DateTimeField(verbose_name="pháp luật đổi lúc")),
                ("detected_at", models.DateTimeField(verbose_name="đánh dấu lúc")),
                ("told_at", models.DateTimeField(blank=True, null=True, verbose_name="báo lúc")),
                (
                    "resolved_at",
                    models.DateTimeField(blank=True, null=True, verbose_name="xong lúc"),
                ),
                (
                    "how",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("revised", "Đã biên soạn lại"),
                            ("confirmed", "Đã xác nhận nội dung vẫn đúng"),
                            ("withdrawn", "Đã gỡ nội dung"),
                            ("restored", "Pháp luật trở lại như cũ"),
                            ("passed", "Đã đến ngày thay đổi"),
                        ],
                        max_length=10,
                        verbose_name="cách xử lý",
                    ),
                ),
                ("note", models.TextField(blank=True, verbose_name="lý do")),
                ("before", models.TextField(blank=True)),
                (
                    "basis",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="recalls",
                        to="knowledge.basis",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "cause",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="law.effect",
                    ),
                ),
                (
                    "document",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="law.document",
                    ),
                ),
                (
                    "item",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="recalls",
                        to="knowledge.item",
                    ),
                ),
            ],
            options={
                "verbose_name": "thu hồi để rà soát",
                "verbose_name_plural": "thu hồi để rà soát",
                "ordering": ["applied_at", "pk"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=["ahead", "applied_at"],
                        name="recall_open",
                    ),
                    models.Index(fields=["detected_at"], name="recall_detected"),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("resolved_at__isnull", True)),
                        fields=("basis", "ahead"),
                        name="recall_open_once",
                    )
                ],
            },
        ),
    ]
