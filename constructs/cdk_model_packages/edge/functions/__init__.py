"""Code of the Lambda functions: Python 3.14, the standard library and boto3, nothing of the rest of the project.

Modules name each other relatively: here they are part of the library, in a function ``functions`` is a package of its
own beside ``runner``.
"""
