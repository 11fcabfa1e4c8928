"""The workbench's addresses, and the style page's beside them."""

from django.urls import path
from workbench.urls import urlpatterns as workbench_addresses

from empathy_xblock.demo.style import style_page

urlpatterns = [path("style/", style_page, name="style_page"), *workbench_addresses]
