"""Legal bases as the editor wrote them, so that what names no law yet is kept, too."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("knowledge", "0001_initial")]
    operations = [
        migrations.AddField(
            model_name="item",
            name="basis_text",
            field=models.TextField(blank=True, verbose_name="căn cứ pháp lý"),
        ),
    ]
