"""What templates say within marks of ours."""

from django import template

from annotations.quoting import nested

register = template.Library()
register.filter(nested)
