/** An ordinary service: takes orders over HTTP and reserves their items at a partner over HTTPS. */
@NullMarked
package com.example.orders;

import org.jspecify.annotations.NullMarked;
