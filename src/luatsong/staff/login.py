"""The login form, with labels in the language of the people who fill it in."""

from __future__ import annotations

from typing import Any

from wagtail.admin.forms.auth import LoginForm


class StaffLoginForm(LoginForm):  # type: ignore[misc]
    """The CMS's form names its password field after the code; ours says it in Vietnamese."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Tên đăng nhập"
        self.fields["password"].label = "Mật khẩu"
        for name, purpose in (("username", "username"), ("password", "current-password")):
            self.fields[name].widget.attrs |= {"placeholder": "", "autocomplete": purpose}
